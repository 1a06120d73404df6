"""What every page offers: where to go, the languages, and addresses that hold outside."""

from flask import Flask, current_app
from werkzeug.exceptions import HTTPException

from service.web import addresses
from service.web.language import gettext as _

#: The languages in their own words.
LANGUAGES = (("zh-Hans", "简体"), ("zh-Hant", "繁體"), ("en", "English"))


def install(app: Flask) -> None:
    """Give templates `menu`, `about`, `languages` and the functions of `addresses`."""
    app.context_processor(_offered)


def _offered() -> dict[str, object]:
    menu = [
        ("/", _("搜索")),
        ("/lint", _("检查文章")),
        ("/rules", _("规则")),
        ("/facts", _("资料")),
        ("/status", _("状态")),
    ]
    about = [
        ("/about", _("关于卡问")),
        ("/about/corrections", _("更正")),
        ("/about/privacy", _("隐私")),
        ("/about/licence", _("文字许可")),
        ("/about/affiliation", _("与运营商无关")),
        ("/docs", _("接口")),
        ("/feed.atom", _("订阅更新")),
    ]
    return {
        "menu": [entry for entry in menu if there(entry[0])],
        "about": [entry for entry in about if there(entry[0])],
        "there": there,
        "languages": LANGUAGES,
        "at": addresses.at,
        "here": addresses.here,
        "public": addresses.public,
        "translations": addresses.translations,
    }


def there(path: str) -> bool:
    """Whether there is such a page; asked again and again for few paths."""
    known: dict[str, bool] = current_app.extensions.setdefault("pages", {})
    if path not in known:
        try:
            current_app.url_map.bind("").match(path, method="GET")
            known[path] = True
        except HTTPException:
            known[path] = False
    return known[path]
