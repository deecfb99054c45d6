"""The ways the projects room says no. Codes with a dot are those of the guide."""

from amanat.words.refusal import Refused


class CertificateMissing(Refused):
    """{needed} certificates are needed and {given} are here. Nothing is released before that."""

    fa = "{needed} گواهی لازم است و {given} گواهی رسیده است. پیش از آن چیزی آزاد نمی‌شود."
    status = 422
    code = "release.certificate_missing"


class CertificateStale(Refused):
    """A certificate is older than {most} days. Ask its certifier for a new one."""

    fa = "یک گواهی بیش از {most} روز عمر دارد. از صادرکننده گواهی تازه بخواهید."
    code = "release.certificate_stale"


class CertificateBackwards(Refused):
    """This certificate shows less progress than the last one. Give the reason with it."""

    fa = "این گواهی پیشرفت کمتری از گواهی پیش نشان می‌دهد. دلیلش را همراه آن بنویسید."
    status = 422
    code = "release.certificate_backwards"


class OverFormula(Refused):
    """This is more than may be released. Largest amount possible now: {most} rial."""

    fa = "این مبلغ از اندازهٔ آزادشدنی بیشتر است. بیشترین مبلغ ممکن اکنون: {most} ریال."
    status = 422
    code = "release.over_formula"


class BeforeAgreementCap(Refused):
    """Before the agreement is registered at most {most} may be taken."""

    fa = "پیش از ثبت قرارداد بیش از {most} نمی‌توان گرفت."
    status = 422
    code = "release.before_agreement_cap"
