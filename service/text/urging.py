"""Whether a sentence urges or offers an act, or tells what came of it, quotes it, or keeps it as history.

`negation` knows who is told not to; here is the rest of what keeps an act harmless: a story that ends badly,
an outcome that nobody wants, words held up between quotation marks, a time that is over. All functions take
folded text without typesetting spaces and look at a bounded window around the act.
"""

from itertools import chain

from service.text.later import later
from service.text.negation import asked, denied, forbidden, reported, warned

_REACH = 90
#: What nobody wants. What a seller denies of his goods (「不会停机」) is checked apart.
_OUTCOME = later(
    r"被(?:[^,。!?;\n]{0,6}?)(?:停|封|锁|查|骗|盗|罚|判|抓|捕|扣|拒|收回|冻结|冒用|利用|猜|拿去|用光|别人|捡)|停机|停用|停了|关停|挂失|丢了|跟着(?:丢|没)|没了|空了"
    r"|冻结|锁了|锁卡|作废|报废|废了|失效|失败|拒绝了|登不进|打不通|没信号|吵架|叫去|问话|问责|追责|追究|追回|担责|连累|坐牢|判[刑处一二三两]|刑(?:罚|责|法)|受罚|罚款|触法|犯法|犯罪"
    r"|违法|违规|非法|刑事|拘留|涉案|查扣|查获|查处|缴获|收缴|举报|报警|备案|损失|盗用|盗刷|盗走|诈骗|骗局|骗子|骗人|骗走|上当|陷阱|封号|泄露|后悔|搞错|落空|吃官司|共犯|变砖|付[账帐]的|再被|会露馅"
    r"|不(?:太|大|很)?推荐|追不回|没有?发票|都是骗|走开|转身走|看到就|划走|躲(?:开|远)|绕(?:开|道)走|(?:店|摊|家)别进"
    r"|不见人|消失了?|跑路|寄不到|过不了|通不过|不予|补登|重办|没人能|等于(?:把|白|送)|不等于|不要(?:用|买|给|信|理|做|去|这样|照做|相信|以为|觉得)|别(?:用|买|给|信|理|做|去|付|扫|点|连|装|充|转|发|回|这样|照做|以为)|(?:,|就|请|应|马上|立即)(?:拒绝|拉黑|离开|删掉)|这(?:并)?(?:不对|是错|不是真)|换一家"
    r"|不要(?:试|碰|带|收|接)|别(?:试|碰|带|收|接)|问清|问明|查清|弄清"
    r"|(?:会|就|迟早|早晚)(?:会|要|被)?停(?=[,。;!]|$)"
    r"|登记的(?:都|也|多半|其实)?是(?:陌生人|别人|他人|旁人|店家|他|她)|[登记落挂]在(?:陌生人|别人|他人|旁人|店家|他|她)的?名下"
    r"|我(?:挂了|连忙|没(?:答应|理|给|敢))|太?危险|风险(?!提示)|不安全|不可靠|不靠谱|改密码|谁先扫|归别人"
)
#: What can no longer be done. No offer says so of itself, so it may stand within the words as well.
_UNDONE = later(
    r"(?:补|退|要|拿|找|赎|追|取|登|解|挂失|注销|补办)不(?:了|回|到(?!店)|出|上|成)|没人(?:退|赔|理睬|负责|认账)|(?:出了?(?:问题|事|错)|出事)[^,。!?;\n]{0,4}没有?人管|说不清"
    r"|充不(?:到账|上|进)|到不了账|没处|无处|不一定(?:办|给|到账|退)"
)
_NOT = later(r"(?:永不|从不|不怕|零|防|而不|包|不|无|没|不易|不容易|没人|不用怕|无惧|告别|不再)(?:会|有|被)?\Z")
_THEN = later(
    r"(?:结果|第[二三四]天|次日|没多久|不久后?|后来|月底|[一二三四五六七八九十几两\d]+(?:天|周|个月|年)[之以]?后)(?!(?:会|就|即|可|自动|到))"
)
#: A seller's guarantee names the harm: 「被封包赔」.
_MADE_GOOD = later(r"[^,。!?;\n]{0,4}?(?:包赔|包换|包退|包补|全赔|全退|全额|赔付|免费补|[赔补换]一|秒补)|一赔")
#: Somebody did it, once.
_STORY = later(
    r"(?:^|[,。!?;:\n])(?:(?:20\d\d年|去年|前年|今年|上个?月|上周|昨天|前天|那天|有一次|当时|曾经?)[^,。!?;\n]{0,14}?,?)?"
    r"(?:我(?![们这司方])|有(?:人|游客|旅客|读者|网友|同学)|[一两三几]位|(?:一|那)个(?:人|旅客|客人|朋友|读者|同学|网友|游客|小伙|男|女|老)|受害人|(?:同行的)?朋友(?!可)|他(?!们)|她(?!们)|小伙|记者|这种个案|这类留言|媒体)"
)
_DONE = later(r"了(?!解)|过(?=[,。]|$)")
#: An authority speaks, or the text reports what was found out.
_SPEAKS = later(
    r"警方|警察|公安|法院|监管(?:机构|部门|局)?|检察|法律|法规|条例|判决|听证|暗访|报道|通报|警告|揭露|曝光|记者|据.{0,8}(?:说|称|介绍)"
    r"|(?<!温馨)(?<!友情)提醒(?:说|称)?[,:]|(?:宣称|声称|号称|谎称|吹嘘|忽悠)"
)
_OVER = later(
    r"(?<![登注实可激开停在交到以日前])以前|(?<![发报念传转送寄拿递打])过去(?!的)|从前|曾经|当年|早年|早期|那时|\d年(?:之前|以前|前)|在此之前|直到\d|走[入进]历史|成了?历史|看不到了|已(?:经)?(?:取消|废止|不再|停止|不行)|如今(?:不|已)|起(?:已经?)?不(?:行|能|再|可)"
)
_NOW = later(r"现在|如今|目前|眼下|今天|现时")
#: Words between quotation marks that the text holds up to be looked at.
_HELD_UP = later(
    r"[^“”「」『』\"]{0,12}?[”」』\"](?:[“「『\"][^“”「」『』\"]{1,12}[”」』\"]){0,3}(?:的(?:卡|[也都多往就其人,]|号码|广告|话|说法|店|卖家|帖子|字样|名目|词|短信|留言|信息|消息|讯息)|[一二三四五六七八九十几两]个字|这(?:个|几个|种|类|样|句)|之类|等(?:字样|话)|,?(?:听|看)(?:起来|着|上去))"
)
_SIGN = later(
    r"(?:贴着|写着|印着|挂着|标着|打着|买到|碰到|看到|遇到|广告|招牌|留言|短信|消息|帖子|讯息|所谓的?|有人教|教人|喊|叫卖|吆喝|兜售|推销|话术|来[路历]不明)[^“「『\"]{0,6}(?:[“「『\"][^“”「」『』\"]{1,12}[”」』\"][、和或]?){0,3}[“「『\"][^”」』\"]{0,24}\Z"
)
#: A whole line between quotation marks, at the head of a sentence or after a colon, is what somebody says.
_LINE_SAID = later(r"(?:^|[:\n])[“「『\"][^”」』\"]{0,36}\Z")
_NO_QUESTION = later(
    r"什么(?=都|也|[\u4e00-\u9fff]{1,3}(?:都|也)[不没免])|怎么样?(?=都|也)|(?<=会)怎么样|哪(?:个|家|种|里)(?=都|也)|为什么选择?我们"
)
_CONDITION = later(r"(?:没有?|没|不想|不会|不懂|不愿意?|懒得|嫌)[^,。!?;:\n]{1,8}?(?=就|便|的话|时(?!候不)|的?[,:])")
_BANS = later(r"不(?:要(?!紧)|可以?|能(?!用)|得|宜|应|该)|(?<![特级区类])别(?![的处人])|请?勿|切忌|避免|防止|禁止|严禁")
_SHUNS = later(
    r"(?:再[\u4e00-\u9fff]{1,3}也)?(?:不要|不能|不可|不该|不应|不值得|不建议|勿|别)(?!忘|错|漏|担心|急|怕|改|人|的)"
)
#: 不 and nothing else before the act: 「这也是不用别人名字办卡的理由」; not 要不, 只不过, 好不容易.
_BARE_NOT = later(r"(?<![要得对只差好了岂无])不\Z")
#: The writer turns against what he told first: 「法律要求登记，不过…」.
_YET = later(r"但|不过|其实|可是|然而|虽然?|实际上")
_HE_SAYS = later(
    r"(?:[他她](?:们|要是)?|卖家|店家|商家|店主|摊主|老板娘?|店员|导游|中介|代理|对方|有人)(?:要是|如果|会|跟你|对你)?(?:说|讲|称|保证|拍胸脯)[^。!?;\n]{0,10}\Z"
)
_TURNED = later(
    r"[,;](?:可(?![以能])|其实|但(?:登记|号码|卡|那|这|是?你)|就?换一?[家个]|(?:也|那)?(?:别|不要|不能)(?!用?担心|急|怕)|多问|先问|那(?:就|张卡)?(?:是|说明)|让他写|不算数)"
)
_STOP = later(r"[。!?\n]")
#: A heading over what is to be avoided.
_WARNING_TITLE = later(
    r"骗(?:局|术|子)|诈骗|防骗|误区|谣言|陷阱|禁忌|红线|违法|不要(?:做|这样|相信)|别(?:做|这样|信)|千万别"
)


def urged(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is urged or offered: not refused, asked about, quoted, regretted or over.

    The words themselves may carry a negator (「不看证件」): only what stands around them is judged.
    """
    if _told_not_to(text, start) or warned(text, start, end) or _asked(text, start, end) or _gainsaid(text, start, end):
        return False
    return not (
        reported(text, start, end) or held_up(text, start, end) or regretted(text, start, end) or over(text, start)
    )


def banned_within(text: str, start: int, end: int) -> bool:
    """Whether the words themselves forbid; for words that carry another negator (「不走平台」, 「没有密码的热点」)."""
    return _BANS.search(text, start, end) is not None


def _told_not_to(text: str, at: int) -> bool:
    """Whether a negator reaches `at`; what one lacks or wishes not to do is no ban: 「没有流量就…」, 「不想排队的，…」."""
    if _BARE_NOT.search(text, max(0, at - 3), at):
        return True
    low = max(0, at - _REACH)
    before = _CONDITION.sub(lambda lack: "," * len(lack[0]), text[low:at])
    return forbidden(before + text[at : at + _REACH], at - low, at - low)


def _asked(text: str, start: int, end: int) -> bool:
    """Whether the act is asked about; 「什么都不查」 and 「不会怎么样」 ask nothing."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    around = _NO_QUESTION.sub(lambda word: "·" * len(word[0]), text[low:high])
    return asked(around, start - low, end - low)


def held_up(text: str, start: int, end: int) -> bool:
    """Whether the words stand between quotation marks to be looked at: 「“免实名”三个字」, or as a line somebody says."""
    low = max(0, start - 40)
    if _SIGN.search(text, low, start):
        return True
    return _opened(text, low, start) and bool(_HELD_UP.match(text, end) or _LINE_SAID.search(text, low, start))


def _gainsaid(text: str, start: int, end: int) -> bool:
    """Whether somebody else says it, and the writer turns against him: 「他说登记是走形式，可号码归谁就看这一步」."""
    low, high = _sentence(text, start, end)
    return _HE_SAYS.search(text, low, start) is not None and _TURNED.search(text, end, high) is not None


def _opened(text: str, low: int, at: int) -> bool:
    return any(text.rfind(left, low, at) > text.rfind(right, low, at) for left, right in ("“”", "「」", "『』"))


def regretted(text: str, start: int, end: int) -> bool:
    """Whether the sentence tells that harm came of it, or that somebody else did it once."""
    low, high = _sentence(text, start, end)
    for outcome in chain(_OUTCOME.finditer(text, end, high), _UNDONE.finditer(text, start, high)):
        near = max(start, outcome.start() - 8)
        if _MADE_GOOD.match(text, outcome.end()):
            continue
        if not _NOT.search(text, near, outcome.start()) and not denied(text, end, outcome.start()):
            return True
    if _SHUNS.match(text, end):
        return True
    speaks = _SPEAKS.search(text, low, start)
    if speaks and not _YET.search(text, speaks.end(), start):
        return True
    story = _STORY.search(text, low, start + 1)
    return bool(_DONE.search(text, max(low, start - 2), high) and (story or _THEN.search(text, end, high)))


def over(text: str, start: int) -> bool:
    """Whether a time that is over is told of."""
    low, high = _sentence(text, start, start)
    past = _OVER.search(text, low, high)
    return past is not None and not (past.start() < start and _NOW.search(text, past.end(), start))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for mark in _STOP.finditer(text, low, start):
        low = mark.end()
    stop = _STOP.search(text, end, high)
    return low, stop.start() if stop else high


def warning_title(text: str) -> bool:
    """Whether a heading announces what is to be avoided."""
    return _WARNING_TITLE.search(text) is not None
