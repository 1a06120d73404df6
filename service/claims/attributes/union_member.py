"""一个国家在不在欧盟里：欧盟境内漫游的规定只管成员国。

读自：「英国是欧盟成员，不收漫游费」「涵盖欧盟国家，如英国、德国、法国」「欧盟 28 国」。
「脱欧」「不是欧盟成员」「曾经」不读；「英国和欧盟」是并列，也不读。
"""

from collections.abc import Iterator

from service.claims.attribute import Claim, Desk, Scene, attribute
from service.claims.stance import stance
from service.text.later import later

_MEMBER = later(
    r"(?:是|属于|作为|也是|同属|也在|仍是|还是)(?:一个)?(?:欧盟|eu(?![a-z]))(?:的)?(?:成员国?|国家|一员|之一)?(?:内|里|境内)?"
)
_LISTED = later(
    r"欧盟(?:的)?(?:一些|部分|主要|各|其他|多个|\d{1,2}个?|[二三]十[一二三四五六七八]?个?)?(?:成员)?(?:国家?|地区)?(?:,)?(?:例?如|比如|包括|像|:|\(|即|有|有如)(?:[\w]{2,6}[、,和与及]){0,12}\Z"
)
#: Countries of one sentence that are looked at.
_MOST = 20
_OUT = later(r"脱欧|退出|退欧|brexit|除外|以外|之外|不含|不包括|除了")


@attribute("union-member", triggers=("欧盟",))
def read(scene: Scene, desk: Desk) -> Iterator[Claim]:
    for sentence in scene.page.sentences:
        text = sentence.text
        if "欧盟" not in text or _OUT.search(text):
            continue
        for named in scene.countries[scene.number(sentence)][:_MOST]:
            after = _MEMBER.match(text, named.end)
            listed = _LISTED.search(text, max(0, named.start - 80), named.start)
            if after is None and listed is None:
                continue
            start, end = (listed.start() if listed else named.start), (after.end() if after else named.end)
            said = stance(text, named.start, end)
            about = tuple(sorted(named.ids))
            subject = "、".join(scene.places.names.get(code, code) for code in about)
            span = sentence.span(start, end)
            yield Claim(span, subject, "union-member", "欧盟成员", about, said.polarity, said.modality, said.time)
