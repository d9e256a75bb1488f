# METADATA
# title: Consent stands
# description: Where a purpose rests on consent, it was given, for this version, and was not withdrawn.
# custom:
#   clause: 4.1.2-b, 4.1.2-d, 6.1.2
#   effect: refuse
#   codes: [consent_missing, consent_stale, consent_withdrawn]
package rules.consent

import data.rules.facts

_codes := {"missing": "consent_missing", "stale": "consent_stale", "withdrawn": "consent_withdrawn"}

_needed if facts.rests_on_consent

# The profile that reads the standard's text alone, which names no basis but consent.
_needed if {
	facts.deployment.consent == "strict"
	not facts.rests_on_consent
	not facts.by_law
}

refuse contains _codes[input.subject.consent] if {
	_needed
	input.operation != "withdraw"
}
