# METADATA
# title: Collection under a notice
# description: Data and consent are taken in under the current notice, consent for sensitive kinds is not bundled with other consent, and what needs a separate consent is not taken in without one.
# custom:
#   effect: refuse
#   codes:
#     notice_missing: {clause: 4.1.2-b, en: The current notice was not shown, zh: 未出示现行告知}
#     notice_altered: {clause: 4.1.2-b, en: The notice shown is not the published one, zh: 所示告知与公布版本不符}
#     bundled_consent: {clause: 4.1.2-e, en: Consent to sensitive kinds was bundled with other consent, zh: 敏感信息的同意被捆绑}
package rules.collection

import data.rules.containment
import data.rules.recognition
import data.rules.separate

_notice := object.get(object.get(input, "evidence", {}), "notice", "missing")

# What is neither current nor altered was not shown.
_fault := "notice_altered" if _notice == "altered"

_fault := "notice_missing" if not _notice in {"current", "altered"}

# A consent that comes with an intake for another purpose is asked about by itself, without any field.
_takes if input.operation in {"collect", "consent"}

refuse contains _fault if _takes

refuse contains "notice_missing" if {
	_takes
	input.evidence == null
}

_separate if input.evidence.bundled == false

refuse contains "bundled_consent" if {
	_takes
	is_object(input.evidence)
	not _separate
}

# What would be withheld for want of a separate consent, or is contained, is not taken in either.
refuse contains code if {
	input.operation == "collect"
	some name in input.evidence.fields
	some withhold in [containment.withhold, recognition.withhold, separate.withhold]
	some code in withhold[name]
}
