# METADATA
# title: Separate consent for sensitive data
# description: A sensitive field of a purpose that rests on consent is shown only with a separate consent for its kind.
# custom:
#   clause: 4.1.2-e
#   effect: withhold
#   codes: [separate_consent_missing]
package rules.separate

import data.rules.facts

_asked contains name if {
	facts.rests_on_consent
	some name in facts.sensitive
}

_asked contains name if {
	some name in facts.sensitive
	object.get(facts.purpose.fields[name], "separate_consent", false)
}

withhold[name] contains "separate_consent_missing" if {
	facts.subject_known
	some name in _asked
	not facts.fields[name].kind in input.subject.separate
}
