# METADATA
# title: Images and identity recognition
# description: What recognises a person serves public safety, or a purpose with separate consent; ordinary consent never lifts this.
# custom:
#   effect: withhold
#   entry: purposes/{purpose}/fields
#   codes:
#     recognition_restricted: {clause: "6.2", en: Recognition only for public safety or by separate consent, zh: 识别信息仅限公共安全或单独同意}
package rules.recognition

import data.rules.facts

_recognises contains name if {
	some name in facts.planned
	facts.fields[name].recognition
}

_separately_consented(name) if {
	facts.subject_known
	facts.fields[name].kind in input.subject.separate
}

# Before the person is known the state cannot refuse; the second decision does.
_separately_consented(_) if input.subject == null

_free if facts.basis == "public_safety"

# Showing people their own data at their request: a declared deviation.
_free if facts.purpose.recognition_deviation == true

withhold[name] contains "recognition_restricted" if {
	not _free
	some name in _recognises
	not _separately_consented(name)
}
