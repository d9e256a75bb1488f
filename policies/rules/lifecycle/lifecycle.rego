# METADATA
# title: Lifecycle of the record
# description: Frozen data is kept and protected, no more; closed, erasing and erased records serve nobody.
# custom:
#   clause: 7-a, 7-b, 7-c
#   effect: refuse
#   codes: [subject_frozen, subject_closed, subject_erased]
package rules.lifecycle

import data.rules.facts

_codes := {"frozen": "subject_frozen", "closed": "subject_closed", "erasing": "subject_erased", "erased": "subject_erased"}

_kept if {
	input.subject.lifecycle == "frozen"
	object.get(facts.purpose, "frozen", false)
}

refuse contains _codes[input.subject.lifecycle] if not _kept
