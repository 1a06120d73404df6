"""Whether a sentence recommends an act, or forbids it, denies it, warns of it or asks about it.

Chinese puts most of this into a few function words whose reach ends with the clause. All functions
take folded text and look at a bounded window around the act, so that a long line costs no more.
"""

import re

from service.text.later import later

#: How far a function word may stand from the act it governs.
WINDOW = 60
_CLAUSE = later(r"[,;:。!?…\n]")
_POSITIVE = r"即可|[就便](?:可|能|会|行)|而是|只需|只要|但|却|可以|不妨|建议|记得|务必"
#: From here on the text recommends again.
_RESET = later(_POSITIVE)
_TURN = later(rf"{_POSITIVE}|请(?!勿|不要|别|[你您](?:$|把|将|提供|告诉|发))|应该|直接|然后|接着|随后")
_NEGATOR = later(
    r"(?:千万|绝对|一律|最好|尽量|请)?(?:"
    r"不(?:要(?!忘|漏)|得(?!不)|用(?!说)|必(?!要的)|须|需|可(?!避)|能(?!不|够)|会(?!不)|应|该|宜|建议|推荐|支持|接受|允许|许|准|等于|属于|是|愿|再|提供|索要|收集|存在|保证|确保|承诺|包|算|见得)"
    r"|无(?:需|须|法|权)|毋(?:需|须)|勿|莫(?!斯|里|桑)|切忌|切莫"
    r"|(?<![特级区识分类性个差鉴辨])别(?![的处人名称墅致克])"
    r"|没(?:有|必要|法|办法)?|未(?!来|必)|从不|绝不|决不|并非|而非|并不|用不着|犯不着"
    r"|禁止|严禁|杜绝|拒绝|抵制|停止|不曾|尚无|查不到|找不到)"
)
#: Nobody says that one may: what is not said, or not found, takes the 可以 after it along.
_UNSAID = later(
    r"(?:没有?|未|从未)(?:明确|曾)?(?:说(?!明书|法|谎)|写明|提[到及过]|表示|列出|规定|承诺|证实)|并?不(?:能|会|敢)?(?:等于|保证|承诺|确保|代表|意味着)"
    r"|(?:(?:没有?|未|尚未|并未)(?:能)?[查找见看][到见]|[查找]不到(?=[^,。!?;\n]{0,16}(?:说明|规定|公布|公告|资料|记载|依据)))(?![^,。!?;\n]{0,16}(?:就|便|的话|时|直接|[把将请让给]))"
)
#: Of these everything in the clause is forbidden, what leads up to the act included: 「不要图省事把密码告诉他」.
_FORBIDS = later(r"不(?:要|得|可|应|该|宜|准|许|建议|推荐|允许)|勿|莫|别|切忌|禁止|严禁|杜绝|抵制|停止")
#: What the act begins with when it is a verb phrase; an earlier verb then has its own negator.
_VERBAL = later(
    r"[加添+联扫搜私向跟给让请找由把将]|识别|长按|告[诉知]|发[送到给]?|提供|交给|[报念说写拿递转]给|透露|输入|填|键入|提交"
)
_PEOPLE = r"(?:你们?|您|我们?|他们?|她们?|人|任何人|有人|用户|旅客|游客|读者|客户|顾客|机主|乘客|朋友|老人|同学)"
#: Adverbs, phrases of place, cause or company, and whom somebody would make do it: the act is still the negator's.
_LEAD = (
    r"(?:随[便意手时]|轻易|擅自|直接|当[面众]|私[下自]|主动|再|也|都|就|立[刻即]|马上|先|一起|一并|同时|单独|额外|另外?|特[意地]|专门"
    r"|完全|真的|亲自|贸然|盲目|草率|口头|顺手|统统|全部|同样|照样|继续|重复|必要?|有|任何|哪|一[个家]"
    r"|理由|道理|义务|资格|规定|依据|情况|可能|[帮代][你您忙]?|得|会|能|该|可以|应该?|是"
    rf"|(?:让|叫|要求|请求?|要|允许|需要|通知|引导|劝)?{_PEOPLE}|要|\s){{0,6}}"
)
_PHRASE = (
    r"(?:(?:在|于|向|跟|对|给|为了?|因为?|从|到|去|用|通过|以|按|替|凭|除了)[^,;:。!?\n]{0,14}|[\u4e00-\u9fff]{1,3}地)?"
)
_LEADS = later(_LEAD + _PHRASE + _LEAD)
_MAKES = later(rf"(?:让|叫|要求|索要|逼|催|诱导|引导|通知|允许|需要|建议|要)(?:{_PEOPLE}){{0,2}}(?:去|来|再)?\Z")
_NOBODY = later(r"没|无|未|查不到|找不到|尚无")
_WOULD = later(r"会|敢|有权|要求|必要|理由|义务|资格|规定|依据|说|写|提")
#: What a text says one is spared or lacks before it tells what to do instead.
_SPARED = later(
    r"(?:排队|出门|出国|到店|跑腿|等待?|实名|登记|注册|认证|护照|证件|身份证|押金|定金|担心|着急|犹豫|翻墙|套路|app|手机|网络?|银行卡|现金|中介|\s)+"
)
#: 「没有 App 的旅客」, 「不会俄语的话」: the negator ends with its noun.
_OF_NOUN = later(
    rf"的(?:{_PEOPLE}|话|时候|情况下?|地方|手机)(?![^,;:。!?\n]{{0,6}}(?:会|敢|有权|要求|让))|时(?=[把将加请])"
)
#: These govern everything that follows, not only their clause.
_WARNING = later(
    r"谨防|警惕|(?<!不)小心(?!翼)|当心|提防|慎防|骗子|骗局|诈骗|不法分子|冒充|假冒|钓鱼|盗号"
    r"|(?P<purpose>防范|防止|避免|以防|以免|免得)"
    r"|(?P<trust>不要(?:轻信|相信|听信|听从|因为|为了|图|贪)|切勿(?:轻信|相信|听信)|别(?:轻信|相信|听信))"
)
#: After a comma the reader is told what to do: a short 「谨防假冒，」 does not warn of that.
_TOLD = later(r"(?:请|认准|务必|赶紧|快|欢迎|可|也|先|大家|[把将])*")
_WATCH = later(r"(?:请|要|务必|大家)?(?:谨防|警惕|小心|当心|提防|慎防)")
#: How the act comes about that 避免 and 防止 are to avert.
_LURED = later(r"轻信|相信|听信|贪|图|因|[别他]人|有人|骗|不法|陌生|对方|误|随|被")
_CONDEMNED = later(
    r"骗子(?!绕|走开|勿)|骗局|诈骗|骗术|被骗|受骗|陷阱|套路|违法|违规|不合法|假的|冒充|不可信|不可靠|不靠谱|不安全|不可取|不正确|不对的|不实"
    r"|有风险|风险(?:很|极|较)?(?:大|高)|很?危险|谣言|误区|误解|误传|错误(?:的|做法|说法|认识)|是错的"
    r"|(?:要|需|需要|应|应该|务必|请|得)(?:当心|小心|警惕|提防|谨慎|拒绝|拉黑|举报|报警)"
    r"|(?:请|应|要|立即|立刻|马上|直接|可以|及时|果断)(?:拒绝|挂断|报警|举报|拉黑)|(?:请|应|要|立即|立刻|马上)离开"
    r"|(?:切勿|请勿)(?![错重担打扰着急犹催迟])|不要(?:相信|理会|照做|轻信|上当|回复|给|提供|听|这[么样])|别(?:信|理|给|上当|听|照|这[么样])|千万(?:别|不要|不可|拒绝)(?![忘错着犹])"
    r"|(?:没有必要|没必要|不必要)(?=[,;。!?…]|$|的|这[么样]|如此|告|把|将|加|给)|是多余的"
    r"|不(?:太|大|很)?(?:推荐|建议)|看到就|划走|(?:就|请|马上)走开|躲(?:开|远)|绕(?:开|道)走|敬而远之|(?:跟|与|和)(?:充值|续费|激活|登录|手机号|号码|支付|付款|话费)[^,。!?;]{0,12}?(?:没有?(?:任何)?关系|无关)"
    r"|触法|犯法|犯罪|判刑|坐牢|罚款|查扣|没收|警局|派出所|警察(?:找|抓|查|上门)|被(?:叫去|抓|捕|罚|拘|停用|停机|封|划走|扣走|骗走|冒用|收回)|打不通|挂失|走入历史|成为历史|(?:账户|钱包?|余额)[^,。!?;]{0,4}(?:空了|没了|归零)|跟着(?:丢|没了|停)"
    r"|泄露|被?盗(?:用|取|刷|走)?|导致|等于交出|后果|损失|得不到|行不通|无法(?:使用|办到|完成)(?!时|的)|并不(?:能|可行|支持|需要)"
    r"|没有(?:依据|根据|来源|记载)|未(?:经|见|获)|(?:不要|别|甭)再?(?:指望|依赖)|(?:没有?|未|尚未|并未)查到(?=[。;!…]|$)"
)
#: Before a condemning word: it is itself denied (「不是骗子」, 「没有任何损失」), or threatened (「否则无法使用」).
_DENIED = later(
    r"(?:不(?:会|是|算|存在|可能|至于|涉及|属于|构成|造成|导致|产生|带来|会有|用怕|怕|(?:必|用|要|需)?(?:担心|担忧|害怕))"
    r"|别怕|别担心|没有?|[绝毫并全]?无(?![疑论异])|绝非|并非|未(?![经必])|零|(?<![\d.,-])0|防范|预防|杜绝|远离|告别|拒绝)"
    r"(?:任何|什么|一点|丝毫|所谓的?|半点|其他|造成|导致|带来|产生|发生|出现|受到|遇[到上]|碰[到上]|遭受|有|被|会|你|您|的|地|有人|他人|别人"
    r"|资金|账[户号]|号码|财产|安全|钱财?|余额|话费|密码|信息|隐私|经济|法律|个人|因?此|就|是|可能|将|卡|上|,(?=被)){0,6}\Z"
    r"|(?:避免|防止|以免|免得|以防|否则|不然)[^,;:。!?\n]{0,10}\Z"
)
#: Before and after: the seller promises to make good what he names.
_COVERED = later(r"[^,。!?;\n]{0,4}?(?:包赔|包退|全赔|全退|赔付|我们?[赔负承])")
_ASKED = later(r"\?|(?:吗|(?<![什怎那这多])么|呢)(?=[。!?,…」』\"'”’)\]]|$)")
_STOP = later(r"[。!?\n]")
_BUT = later(r"[。!?\n]|[,;](?:但|不过|可是)")
_ASKING = later(
    r"是否|能否|可否|能不能|可不可以|会不会|是不是|要不要|有没有"
    r"|如何|怎么|怎样|为什么|为何|哪(?:家|些|个|种)|什么"
)


#: What a pair of marks encloses is the speech of others where these words go before or after.
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"', "‘": "’"}
_OTHERS_SAY = later(
    r"(?<!我)(?<!们)(?:说|称|宣称|声称|号称|承诺|保证|流传着?|谣传|传言|宣传|写着|打着|所谓的?|标榜|吹嘘|问|相信|看到|听到|遇到|类似|(?:文章|帖子|攻略|教程|网页)(?:里|上|中)?[还都也仍]?(?:写|出现|提到|标)[着成作]?)[^,。!?;“「『\"‘]{0,6}\Z"
)
_SAYING = later(
    r"(?:这[类种样句]|之类|等)?的?(?:旧|老|错误)?的?(?:说法|话术?|传言|谣言|广告|宣传|承诺|口号|字样|幌子|套路)"
)
_OWN_WORDS = later(r"我们|本店|本平台|小店|咱们|本站")


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause around `text[start:end]`, at most a window to either side."""
    low = max(0, start - WINDOW)
    left = low
    for mark in _CLAUSE.finditer(text, low, start):
        left = mark.end()
    mark_after = _CLAUSE.search(text, end, min(len(text), end + WINDOW))
    right = mark_after.start() if mark_after else min(len(text), end + WINDOW)
    return left, right


def forbidden(text: str, start: int, end: int) -> bool:
    """Whether a negator of the same clause governs the act; it may stand inside `text[start:end]`.

    One that belongs to an earlier verb or noun does not: 「不用排队加微信」, 「没有 App 的旅客把…」.
    """
    left, _ = clause(text, start, end)
    act = start - 1 if text[start - 1 : start] in ("把", "将") else start
    return any(negator.end() > act or _governs(text, negator, act) for negator in _NEGATOR.finditer(text, left, end))


def _governs(text: str, negator: re.Match[str], act: int) -> bool:
    """Whether nothing between a negator and the act takes the negator for itself."""
    at = negator.end()
    if at == act:
        return True
    if _UNSAID.match(text, negator.start()):
        return True
    if _RESET.search(text, at, act) or _SPARED.fullmatch(text, at, act):
        return False
    if _FORBIDS.search(negator[0]):
        return True
    if _OF_NOUN.search(text, at, act + 1):
        return False
    if not _VERBAL.match(text, act) or _LEADS.fullmatch(text, at, act):
        return True
    nobody = _NOBODY.match(negator[0])
    return bool((_WOULD if nobody else _MAKES).search(text, at, act))


def warned(text: str, start: int, end: int) -> bool:
    """Whether a warning before the act reaches it, or words after it condemn it."""
    low = max(0, start - WINDOW)
    for warning in _WARNING.finditer(text, low, start):
        if not _TURN.search(text, warning.end(), start) and _reaches(text, warning, start):
            return True
    high = min(len(text), end + WINDOW)
    turn = _BUT.search(text, end, high)
    last = turn.start() if turn else high
    return any(
        not denied(text, end, word.start()) and not _COVERED.match(text, word.end())
        for word in _CONDEMNED.finditer(text, end, last)
    )


def _reaches(text: str, warning: re.Match[str], start: int) -> bool:
    """Whether a warning goes on to the act: not past the comma of 「为避免排队，」 or 「谨防假冒，」."""
    if warning["trust"]:
        return True
    comma = text.rfind(",", warning.end(), start)
    if warning["purpose"]:
        return (
            comma < 0
            and text[warning.start() - 1 : warning.start()] not in ("为", "了")
            and _averts(text, warning, start)
        )
    low = clause(text, warning.start(), warning.end())[0]
    if denied(text, low, warning.start()):
        return False
    short = comma >= 0 and comma - low <= 8 and bool(_WATCH.match(text, low, comma))
    return not (short and _TOLD.fullmatch(text, comma + 1, start))


def _averts(text: str, warning: re.Match[str], start: int) -> bool:
    """Whether it is the act that 避免 is to avert, not something before it: 「避免踩坑加微信」."""
    act = start - 1 if text[start - 1 : start] in ("把", "将") else start
    if not _VERBAL.match(text, act) or _LEADS.fullmatch(text, warning.end(), act):
        return True
    return bool(_MAKES.search(text, warning.end(), act) or _LURED.search(text, warning.end(), act))


def denied(text: str, low: int, at: int) -> bool:
    """Whether the word at `at` is denied by those just before it."""
    return bool(_DENIED.search(text, max(low, at - 20), at))


def refused(text: str, start: int, end: int) -> bool:
    """Whether the act is forbidden, denied, warned of, or only quoted as what others say."""
    return forbidden(text, start, end) or warned(text, start, end) or reported(text, start, end)


def asked(text: str, start: int, end: int) -> bool:
    """Whether the act is only asked about: 「能用微信充值吗？」, 「如何用微信充值」."""
    left, _ = clause(text, start, end)
    if _ASKING.search(text, left, end):
        return True
    high = min(len(text), end + WINDOW)
    stop = _STOP.search(text, end, high)
    return bool(_ASKED.search(text, end, stop.end() if stop else high))


def affirmed(text: str, start: int, end: int) -> bool:
    """Whether the sentence really says or recommends it: neither refused nor merely asked."""
    return not asked(text, start, end) and not refused(text, start, end)


def reported(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands in quotation marks as what others say: 「卖家说“永久有效”」."""
    low, high = max(0, start - WINDOW), min(len(text), end + WINDOW)
    for opening, closing in _QUOTES.items():
        left = text.rfind(opening, low, start + 1)
        if left < 0 or (opening != closing and text.rfind(closing, left, start) > left):
            continue
        right = text.find(closing, max(end - 1, left + 1), high)
        if right < 0 or _OWN_WORDS.search(text, max(low, left - 12), left):
            continue
        if opening == closing and text.count(opening, low, left) % 2:
            continue
        if _OTHERS_SAY.search(text, max(0, left - 14), left) or _SAYING.match(text, right + 1):
            return True
    return False


def quoted(text: str, start: int, end: int) -> bool:
    """Whether quotation marks enclose `text[start:end]`."""
    low, high = max(0, start - WINDOW), min(len(text), end + WINDOW)
    for opening, closing in _QUOTES.items():
        left = text.rfind(opening, low, start)
        if left < 0 or (opening != closing and text.rfind(closing, left, start) > left):
            continue
        if opening == closing and text.count(opening, low, left) % 2:
            continue
        if text.find(closing, end, high) >= 0:
            return True
    return False
