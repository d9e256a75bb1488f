# METADATA
# title: Separate consent for sensitive data
# description: A sensitive field of a purpose that rests on consent is shown only with a separate consent for its kind.
# custom:
#   effect: withhold
#   told: token
#   entry: purposes/{purpose}/fields
#   codes:
#     separate_consent_missing: {clause: 4.1.2-e, en: No separate consent for this kind, zh: 缺少单独同意}
package rules.separate

import data.rules.facts

_asked contains name if {
	facts.rests_on_consent
	some name in facts.sensitive
}

_asked contains name if {
	some name in facts.sensitive
	facts.purpose.fields[name].separate_consent
}

_given(name) if facts.fields[name].kind in input.subject.separate

withhold[name] contains "separate_consent_missing" if {
	facts.subject_known
	some name in _asked
	not _given(name)
}
