# METADATA
# title: Images and identity recognition
# description: What recognises a person serves public safety, or a purpose with separate consent; ordinary consent never lifts this.
# custom:
#   clause: "6.2"
#   effect: withhold
#   codes: [recognition_restricted]
package rules.recognition

import data.rules.facts

_recognises contains name if {
	some name in facts.planned
	object.get(facts.fields[name], "recognition", false)
}

_separately_consented(name) if {
	facts.subject_known
	facts.fields[name].kind in input.subject.separate
}

# Before the person is known the state cannot refuse; the second decision does.
_separately_consented(_) if input.subject == null

_free if facts.basis == "public_safety"

# Showing people their own data at their request: a declared deviation.
_free if object.get(facts.purpose, "recognition_deviation", false)

withhold[name] contains "recognition_restricted" if {
	not _free
	some name in _recognises
	not _separately_consented(name)
}
