"""What is remembered of a deal."""

from amanat.capabilities.deals.models.deal import Deal as Deal
from amanat.capabilities.deals.models.deal import Invitation as Invitation
from amanat.capabilities.deals.models.deal import TermsVersion as TermsVersion
from amanat.capabilities.deals.models.delivery import Shipment as Shipment
from amanat.capabilities.deals.models.quarrel import Appeal as Appeal
from amanat.capabilities.deals.models.quarrel import Case as Case
from amanat.capabilities.deals.models.quarrel import Offer as Offer
from amanat.capabilities.deals.models.quarrel import Recusal as Recusal
from amanat.capabilities.deals.models.quarrel import Ruling as Ruling
from amanat.capabilities.deals.models.quarrel import ServedCall as ServedCall
from amanat.capabilities.deals.models.quarrel import Statement as Statement
from amanat.capabilities.deals.models.reminder import Reminder as Reminder
from amanat.capabilities.deals.models.talk import CancelAsk as CancelAsk
from amanat.capabilities.deals.models.talk import DealFile as DealFile
from amanat.capabilities.deals.models.talk import Message as Message
from amanat.capabilities.deals.models.talk import Problem as Problem
