"""What the projects room keeps: the project, its money, its certificates and its refunds."""

from amanat.capabilities.projects.models.certificates import Certifier, Photo, ProgressCertificate
from amanat.capabilities.projects.models.draws import Drawdown, DrawShare, Objection
from amanat.capabilities.projects.models.project import Audit, Project, Receipt, Stage
from amanat.capabilities.projects.models.refunds import RefundPlan, RefundShare

__all__ = [
    "Audit",
    "Certifier",
    "DrawShare",
    "Drawdown",
    "Objection",
    "Photo",
    "ProgressCertificate",
    "Project",
    "Receipt",
    "RefundPlan",
    "RefundShare",
    "Stage",
]
