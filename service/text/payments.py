"""What one pays with: wallets, cards of the home country, coins, and ways to pay a person instead of a company.

For folded text without spaces.
"""

from service.text.later import later

#: Wallets of the readers' own country, and international ones that operators seldom take.
WALLET = (
    r"支付宝|alipay(?:hk)?\+?|微信(?:支付|钱包|零钱|小程序)?|wechat\s?pay|财付通|q[qＱ]?钱包|paypal|贝宝|云闪付|银联(?:卡|云闪付)?|unionpay|数字人民币"
    r"|(?:apple|google|samsung|华为|小米|huawei)\s?pay|京东(?:支付|白条)|花呗|美团(?:支付|月付)?|抖音支付|翼支付|和包|街口(?:支付)?|悠游付|全支付|全盈\+?pay"
    r"|line\s?pay|payme|转数快|八达通|skrill|neteller|revolut|(?<![a-z])wise(?![a-z])|payoneer|cash\s?app|venmo|zelle"
)
#: Wallets of one country abroad, whose people need none of the above; a reader cannot simply have one.
LOCAL = r"grab\s?pay|gcash|maya|truemoney|momo|zalopay|dana|ovo|gopay|touch\s?'?n\s?go(?:\s?e-?wallet)?|tng|paytm|phonepe|(?<![a-z])upi(?![a-z])|kakao\s?pay|naver\s?pay|paypay|bkash|esewa|khalti|m-?pesa|mir(?:卡|\s?pay)|boost"
_ISSUED = r"(?:国内|中国|大陆|内地|台湾|香港|国产)(?:各?银?行)?(?:发行|开户?|办)?的?"
#: A card from home, or any card whatever.
CARD = (
    rf"{_ISSUED}(?:任何|所有|普通)?的?(?:一张)?(?:银行卡|储蓄卡|借记卡|信用卡|银联卡|visa卡?|master\s?card|万事达卡?|卡(?=付|支付|充|绑|缴|续|就|也|都|直接|即可))"
    r"|(?:任何|任意|随便|所有|哪)(?:一张)?[^,。!?;\n]{0,8}?(?:银行卡|储蓄卡|借记卡|信用卡|visa|master\s?card|万事达)卡?"
    r"|只要有(?:一张)?(?:visa|master\s?card|万事达|信用卡|银行卡)"
)
_COIN = r"(?<![a-z])(?:usdt|btc|eth|trx|doge)(?![a-z])|泰达币|比特币|以太坊|加密货?币|虚拟货?币|数字货币|狗狗币|稳定币"
_MIDDLEMAN = r"(?:客服|老板(?:娘)?|店[主家长]|掌柜|小编|导游|房东|代充|代理|中介|群主|站长|微商|(?:个人|私人)(?!信息))"
_PERSON = rf"(?:{_MIDDLEMAN}|卖家|商家|他|她|对方|我)"
_ACCOUNT = r"(?:账[户号]|银行(?:卡|账[户号])|卡号|卡[上里]|收款码|二维码|付款码|微信|支付宝|钱包|私户)"
#: Ways to pay that leave no company to turn to.
PRIVATE = later(
    rf"(?:转账|转钱|汇款|汇钱|打款|打钱|付款|付钱|支付)(?:给|到|至|进|去|往)[^,。!?;\n]{{0,6}}?(?:{_MIDDLEMAN}|私户|(?:私|{_PERSON})(?:的)?[^,。!?;\n]{{0,6}}?{_ACCOUNT})"
    rf"|(?:把钱|款项|费用|钱|卡费)(?:先)?(?:用[^,。!?;\n]{{1,6}})?(?:汇|转|打)(?:给|到|至|进|去)[^,。!?;\n]{{0,10}}?(?:{_ACCOUNT}|{_PERSON})"
    rf"|(?:扫描?|识别|长按|扫一扫)[^,。!?;\n]{{0,8}}?(?:收款码|收钱码|收款二维码|付款二维码|赞赏码)"
    rf"|(?:发|塞|用)[^,。!?;\n]{{0,4}}?红包[^,。!?;\n]{{0,3}}?(?:给|付|支付|转)(?![^,。!?;\n]{{0,3}}?(?:家|朋友|亲|爸|妈|孩|群))|红包(?:发|转|给)(?:我|{_MIDDLEMAN})|(?:付|打|转|汇)[^,。!?;\n]{{0,3}}?(?:[定订]金|尾款|押金|款|钱)[^,。!?;\n]{{0,3}}?(?:到|给|至|进)[^,。!?;\n]{{0,6}}?{_MIDDLEMAN}|微信转账|支付宝转账|(?:银行|私下|线下)转账给{_PERSON}"
    r"|(?:用|使用|通过|收)[^,。!?;\n]{0,10}?礼品卡[^,。!?;\n]{0,10}?(?:支付|付款|付|抵)|(?:支持|接受|通过|使?用|可以?)(?:西联|速汇金)(?:汇款)?"
)
COIN = later(_COIN)
#: Literal words; a sentence with none of them names no way to pay that is judged.
TRIGGERS = (
    *(
        "支付宝",
        "alipay",
        "微信",
        "wechat",
        "财付通",
        "钱包",
        "贝宝",
        "云闪付",
        "银联",
        "unionpay",
        "数字人民币",
        "pay",
        "花呗",
    ),
    *(
        "京东",
        "美团",
        "翼支付",
        "和包",
        "街口",
        "悠游付",
        "全支付",
        "抖音",
        "转数快",
        "八达通",
        "skrill",
        "neteller",
        "revolut",
    ),
    *(
        "wise",
        "venmo",
        "zelle",
        "cashapp",
        "cash app",
        "gcash",
        "maya",
        "momo",
        "dana",
        "ovo",
        "tng",
        "touch",
        "upi",
        "phonepe",
    ),
    *(
        "esewa",
        "khalti",
        "pesa",
        "mir",
        "boost",
        "truemoney",
        "bkash",
        "电子支付",
        "银行卡",
        "储蓄卡",
        "借记卡",
        "信用卡",
        "visa",
    ),
    *(
        "master",
        "万事达",
        "国内卡",
        "国内的卡",
        "内地卡",
        "内地的卡",
        "大陆卡",
        "大陆的卡",
        "中国卡",
        "台湾卡",
        "台湾的卡",
    ),
    *(
        "usdt",
        "btc",
        "eth",
        "trx",
        "doge",
        "泰达币",
        "比特币",
        "以太坊",
        "加密",
        "虚拟",
        "数字货币",
        "狗狗币",
        "稳定币",
    ),
    *(
        "转账",
        "转钱",
        "转到",
        "转给",
        "转进",
        "汇",
        "打款",
        "打钱",
        "打到",
        "打给",
        "打进",
        "付款",
        "付钱",
        "支付",
        "收款",
        "收钱",
    ),
    *("赞赏码", "红包", "礼品卡", "西联", "定金", "订金", "尾款", "押金"),
)
