# METADATA
# title: Consent stands
# description: Where a purpose rests on consent, it was given, for this version, and was not withdrawn.
# custom:
#   effect: refuse
#   entry: purposes/{purpose}/basis
#   told: token
#   codes:
#     consent_missing: {clause: 4.1.2-b, en: Consent was never given, zh: 未曾同意}
#     consent_stale: {clause: 6.1.2, en: Consent was given for an earlier version, zh: 同意所据版本已变更，须重新征得}
#     consent_withdrawn: {clause: 4.1.2-d, en: Consent was withdrawn, zh: 同意已撤回}
package rules.consent

import data.rules.facts

_codes := {"stale": "consent_stale", "withdrawn": "consent_withdrawn"}

_needed if facts.rests_on_consent

# The profile that reads the standard's text alone, which names no basis but consent.
_needed if {
	facts.deployment.consent == "strict"
	not facts.by_law
}

_granted if input.subject.consent == "granted"

# What is not known to be granted was not given.
refuse contains object.get(_codes, object.get(input.subject, "consent", "missing"), "consent_missing") if {
	_needed
	facts.subject_known
	not _granted
}
