"""Amounts of money as everyday Chinese writes them, to be found in folded text without spaces.

Wider than `money`, which judges whose currency it is: here 块, 刀, 蚊 and 铢 count too, and amounts in words.
"""

from service.text.later import later

#: Codes before or after a number; a Latin word must not go on.
_CODES = (
    "usd|eur|gbp|jpy|thb|kzt|rub|krw|cny|rmb|hkd|sgd|myr|gel|aed|inr|vnd|idr|php|cad|aud|nzd|kgs|uzs|try|twd|ntd|chf|mop"
    "|egp|kes|zar|lkr|npr|mnt|khr|lak|pkr|bdt|sar|qar|omr|ils|mxn|brl|ars|clp|cop|pen|pln|czk|huf|ron|sek|nok|dkk|tzs|ngn|mad|jod"
)
_NAMES = (
    r"块钱|块(?![儿状头区电屏芯手硬显])|(?:毛|角|分)钱|(?<![羽皮眉])毛(?=[,。;!?/每一]|$)|蚊|元(?![素旦宵件器首月区店])|人民币|美元|美金|美刀|美分|欧元|欧分|英镑|日元|日币|日圆"
    r"|韩元|韩币|韩圆|泰铢|泰币|铢|坚戈|卢布|港币|港元|港纸|澳币|澳元|澳刀|澳门元|葡币|新币|新元|加元|加币|加刀|纽币|纽元|纽刀|新?台币|索姆|苏姆|索莫尼"
    r"|卢比|令吉|林吉特|马币|比索|披索|迪拉姆|里亚尔|里尔|拉里|图格里克|图格|格里夫纳|越南盾|越盾|印尼盾|印尼卢比|盾|瑞士?法?郎|瑞郎|法郎|克朗|兹罗提|福林|列伊|列弗"
    r"|里拉|谢克尔|第纳尔|雷亚尔|兰特|先令|奈拉|马纳特|德拉姆|瑞尔|基普|缅币|缅元|塔卡|卢菲亚|埃镑|埃磅|英磅|镑|磅(?!礴|数)|欧(?![盟洲亚美式风])|刀(?![片具锋刃叉])|圆(?![形圈满珠])|索尔|比尔|塞地|克瓦查|文莱元"
)
#: What a currency is called after a number.
CURRENCY = rf"(?:{_NAMES}|(?:{_CODES})(?![a-z]))"
SIGN = r"(?:(?:us|hk|nt|mop|a|c|s|r|nz|au|sg|ca)?[$]|[€£¥₸฿₽₩₺₹₾₫₱₮₴₼₪₭៛₦₲₡৳])"
_DIGITS = r"\d[\d,.]{0,12}"
#: A number in digits, a range of two, or rounded: 15万, 300多, 20-30, 十几.
_NUMBER = rf"(?<![\d.a-z#*])(?<!\d,){_DIGITS}(?:[~—–-]{_DIGITS})?[万千百]?(?:多|余|来)?"
_WORDS = r"(?:[一二三四五六七八九两几]{0,2}[十百千万][一二三四五六七八九十百千万几多来]{0,6}|(?<![第\d])[一二两三四五六七八九几](?=美[元金刀]|欧元?(?![盟洲亚])|英镑|日[元圆]|港[币元]|泰铢|澳[元币]|块(?:钱|多|几|[,。;!?/)]|$)|毛|蚊))"
_NAMED = rf"(?:{_NUMBER}|{_WORDS})个?{CURRENCY}[多几出]?"
_BEFORE = (
    rf"{SIGN}{_DIGITS}|(?<![a-z])(?:{_CODES}|rm|rp|rs\.?|nrs|ksh|dh|kr)\s?{_DIGITS}(?![\d.,]{{0,4}}[gm]b)"
    rf"|(?:人民币|泰铢|美[元金]|欧元|英镑|日[元币圆]|港[币元]|台币|韩[元币]|卢比|马币|令吉|披索|比索){_DIGITS}(?!{CURRENCY}|[天日号gm年月])"
)
_PLAN = (
    r"每个?[月天周日](?:只要|仅需?|大?约|大概|需要?|花费?|低至|最低){0,2}\d{1,5}(?:左右|起)的?(?:plan|套餐|计划|资费)"
)
#: Told without a currency: 「100 一张」「30/天」「月租只要 39」「一百五一张」.
_UNNAMED = (
    r"(?<![\d.a-z#*+/-])(?<!\d,)\d{1,5}(?:\.\d{1,2})?(?:/(?:[张天月年周]|个月)|一(?:张|天|周|个月))(?![\d/])"
    r"|(?:月租|日租|月费|年费|资费|售价|卖价|定价|每张|一张|单价)(?:只要|仅需?|只需|才|低至|最低|约|大概|大约|是|为|卖|:){0,3}\d{1,5}(?:\.\d{1,2})?(?=[,。;!)\n]|$|起|左右|/)"
    r"|低至\d{1,4}\.\d{1,2}(?=[,。;!)\n]|$|起|/)"
    r"|[一二三四五六七八九]百[一二三四五六七八九](?=[,。;!]|$|一张|/|左右)"
)
#: An amount of money; a plan that is named by its price a month has none.
PRICE = later(rf"{_NAMED}|{_BEFORE}|{_PLAN}|{_UNNAMED}")
_TRACE = later(
    rf"[\d一二两三四五六七八九几十百千万多来余]个?{CURRENCY}|{SIGN}\d|(?:{_CODES}|rm|rp|rs\.?|ksh|dh|kr|币|元|铢|镑|圆|比|吉|索)\s?\d|{_UNNAMED}|每个?[月天周日].{{0,8}}\d.{{0,4}}(?:plan|套餐|计划|资费)"
)
#: Cheaper still: without a figure there is no amount.
_FIGURE = later(r"[0-9十百千万块蚊几]|[一二两三四五六七八九](?:美|欧|英|日|港|泰|澳|毛)")


def priced(text: str) -> bool:
    """Whether the text may name an amount of money."""
    return _FIGURE.search(text) is not None and _TRACE.search(text) is not None
