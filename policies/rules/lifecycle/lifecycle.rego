# METADATA
# title: Lifecycle of the record
# description: Frozen data is kept and protected, no more, and is not erased either; closed, erasing and erased records serve nobody.
# custom:
#   effect: refuse
#   codes:
#     subject_frozen: {clause: 7-b, en: The record is frozen for a statutory period, zh: 记录处于法定留存冻结}
#     subject_closed: {clause: 7-c, en: The account was closed, zh: 账户已注销}
#     subject_erased: {clause: 7-a, en: The record was erased, zh: 记录已删除}
package rules.lifecycle

import data.rules.facts

_codes := {"frozen": "subject_frozen", "erasing": "subject_erased", "erased": "subject_erased"}

_kept if input.subject.lifecycle == "active"

_kept if {
	input.subject.lifecycle == "frozen"
	facts.purpose.frozen == true
}

# Closing and erasing go on from a closed account; who was erased is proved so again; a hold is put on once, and lifted where there is one.
# Whoever is under a hold, or has no account any more, may ask all the same.
_goes_on := {
	"freeze": {"frozen"},
	"lift": {"frozen"},
	"close": {"closed"},
	"erase": {"closed", "erasing", "erased"},
	"open": {"frozen", "closed"},
}

_kept if input.subject.lifecycle in _goes_on[input.operation]

# A state that nobody knows serves nobody.
refuse contains object.get(_codes, object.get(input.subject, "lifecycle", "closed"), "subject_closed") if {
	facts.subject_known
	not _kept
}
