"""The types of problems there are (RFC 9457): each has an address, and under it a page that says what to do."""

from dataclasses import dataclass

from service.web.language import N_


@dataclass(frozen=True, slots=True)
class ProblemType:
    """`status` is the HTTP status it comes with; texts are msgids, translated where they are shown."""

    slug: str
    status: int
    title: str
    meaning: str
    advice: str


TYPES = (
    ProblemType(
        "invalid-request",
        400,
        N_("请求里有看不懂的内容"),
        N_("某个参数缺少、写错，或者不认识；detail 说明是哪一个、为什么。"),
        N_("对照接口文档改正这个参数再试。不改正，再发多少次都是同样的结果。"),
    ),
    ProblemType(
        "unauthorized",
        401,
        N_("需要令牌"),
        N_("这个操作只给站点的管理者；请求里没有令牌，或者令牌不对。"),
        N_("在 Authorization 里写 Bearer 和令牌。令牌由站点的管理者发放。"),
    ),
    ProblemType(
        "forbidden",
        403,
        N_("不允许这样做"),
        N_("服务没有打开这项功能，或者您没有权限；detail 说明是哪一种。"),
        N_("请站点的管理者打开这项功能。"),
    ),
    ProblemType(
        "not-found",
        404,
        N_("这里什么也没有"),
        N_("地址写错了，或者这篇文章、这条规则、这条事实、这个任务已经不在了。"),
        N_("从列表里取地址；文章改名或撤下以后，搜索里也不再有它。"),
    ),
    ProblemType(
        "method-not-allowed",
        405,
        N_("这个地址不接受这种方法"),
        N_("例如检查文章要用 POST，搜索要用 GET。"),
        N_("用 Allow 里列出的方法。"),
    ),
    ProblemType(
        "not-acceptable",
        406,
        N_("没有您要的格式"),
        N_("请求的 Accept 里没有服务能给出的格式。"),
        N_("接受 application/json，或者去掉 Accept。"),
    ),
    ProblemType(
        "timeout",
        408,
        N_("请求来得太慢"),
        N_("等了很久，请求还没有发完。"),
        N_("检查网络再发一次。"),
    ),
    ProblemType(
        "conflict",
        409,
        N_("现在不能这样做"),
        N_("多半是正在重建索引，同一时间只能有一个。"),
        N_("等它完成再试；任务的地址在 detail 里。"),
    ),
    ProblemType(
        "too-large",
        413,
        N_("内容太大"),
        N_("请求的内容超过了上限；limit 是上限，单位是字节。"),
        N_("把文章拆开，分几次检查。"),
    ),
    ProblemType(
        "uri-too-long",
        414,
        N_("地址太长"),
        N_("一个问题最多 500 个字，地址再长就不读了。"),
        N_("缩短问题；文章的全文用 POST 发送。"),
    ),
    ProblemType(
        "unsupported-media-type",
        415,
        N_("不认识这种内容"),
        N_("检查文章只收 Markdown、纯文本和 HTML，编码是 UTF-8。"),
        N_("在 Content-Type 里写 text/markdown 或 text/html，内容转成 UTF-8。"),
    ),
    ProblemType(
        "unreadable-article",
        422,
        N_("这不是一篇能读的文章"),
        N_("编码不对，或者文首的设置写错了；detail 里有行号。"),
        N_("改正那一行再试。"),
    ),
    ProblemType(
        "too-many-requests",
        429,
        N_("请求太密"),
        N_("同一个地址在一分钟里发来的请求超过了上限。"),
        N_("等 Retry-After 里的秒数再试，并且放慢一些。"),
    ),
    ProblemType(
        "headers-too-large",
        431,
        N_("请求头太大"),
        N_("Cookie 或别的请求头太长，没有读。"),
        N_("清除本站的 Cookie 再试。"),
    ),
    ProblemType(
        "internal-error",
        500,
        N_("我们这边出了错"),
        N_("这是服务的缺陷，不是您的错；它已经记进日志。"),
        N_("报告时请附上 request_id，凭它能在日志里找到这次请求。"),
    ),
    ProblemType(
        "not-implemented",
        501,
        N_("服务不会这样做"),
        N_("请求的方法或传输方式，服务不认识。"),
        N_("用接口文档里的方法。"),
    ),
    ProblemType(
        "unavailable",
        503,
        N_("现在还不能回答"),
        N_("索引还没有建好，或者打不开。"),
        N_("等 Retry-After 里的秒数再试；一直这样的话，请站点的管理者看日志。"),
    ),
    ProblemType(
        "too-slow",
        503,
        N_("这个问题算得太久"),
        N_("超过了一个问题能用的时间，服务停了下来，免得别人等。"),
        N_("缩短问题，去掉引号和减号，或者不要 explain；再试一次也可能就好了。"),
    ),
)
BY_SLUG = {kind.slug: kind for kind in TYPES}
#: The type of a status that nobody gave a type of its own.
BY_STATUS = {kind.status: kind for kind in reversed(TYPES)}


def of_status(status: int) -> ProblemType:
    """The type for a status; one of its class where it has none of its own."""
    return BY_STATUS.get(status) or BY_SLUG["internal-error" if status >= 500 else "invalid-request"]
