"""Who takes part in dealings over cards: sellers, clerks, friends, and whoever lends a name. Folded, for patterns.

Each is a pattern without groups; what is told of them differs by rule, so the classes stay apart.
"""

#: The writer of a seller's page speaks of himself.
WRITER = r"(?:我们?(?!的?(?:手机|号码|账[户号]|卡|家|国|自己|妈|爸|妹|妻))|我方|我司|本店|咱们?|小店|这边)"
#: Met online, so that nobody can tell who it is.
SELLER = (
    r"(?:卖家|卖方|店家|店主|商家|掌柜|老板娘?|客服(?!热线|电话|短号|中心)(?:人员|小[姐妹哥]|专员)?|客户经理|专员|专人|小编|群主|管理员"
    r"|代理(?:商|人|公司)?|中介|经销商|(?:维修店?的?)?师傅|技术(?:员|客服|人员|支持|(?=[,。!?;]))|工程师|黄牛|机器人|后台|代[充付购缴](?:的人|方)?|团长|站长|博主|对方|学长|学姐)"
)
#: Behind a counter: they may look at papers, but not hear secrets.
CLERK = r"(?:店员|营业员|收银员|柜[台员]|摊主|小贩|工作人员|服务员|前台|司机|导游|房东|员工|代理点)"
FRIEND = r"(?:朋友|同行(?:的人|者)?|同伴|室友|同学|同事|网友|群友|亲友|亲戚|邻居|他人|别人|旁人|陌生人|路人|当地人|本地人|老乡)"
THEY = r"(?:他们?|她们?|ta|人家)"
GROUP = r"(?:(?:微信|qq|家庭|家人|亲友|好友|聊天|旅行|line|whatsapp|telegram|tg)?群(?!主|体|发)(?:里|聊|组|内)?|朋友圈|社团|社群|评论区|论坛|微博|社交(?:平台|媒体|网络)|小红书|网上)"
#: Whom the reader knows: they lend money and hands, and sell nothing.
KIN = r"(?:朋友|家人|家里人?|亲友|亲戚|同伴|同学|同事|父母|爸妈|孩子|子女|伴侣|(?:信得过|信任|认识|熟悉)的人)(?![圈群])"
#: Those in whose name cards are opened for others.
OWNER = (
    r"(?:(?:一[位个名])?(?:(?:当地|本地|外国)(?:人|居民|村民|员工|公民|学生|留学生|朋友|老人)|村民|居民|留学生|(?:我们|公司|店里)的?[\u4e00-\u9fff]{0,4}员工"
    r"|别人|他人|旁人|陌生人|老外|外国人|朋友|室友|同学|同事|房东|导游|邻居|亲戚|亲友|家人|网友|店员|老板|摊主|店主|酒店前台|前台|对方|司机|他(?!们|自己)|她(?!们|自己)))"
)
