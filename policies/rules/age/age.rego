# METADATA
# title: Minors and unknown age
# description: Under 14 a guardian consents and every field counts as sensitive; nobody under 18 is profiled or marketed to; without a declared age neither.
# custom:
#   clause: PIPL-31
#   effect: refuse
#   codes: [guardian_missing, minor_marketing, age_unknown]
package rules.age

import data.rules.facts

_targets if facts.marketing

_targets if facts.profiling

refuse contains "guardian_missing" if {
	input.subject.age == "child"
	input.subject.guardian != "consented"
	not facts.by_law
}

refuse contains "minor_marketing" if {
	input.subject.age in {"child", "teen"}
	_targets
}

refuse contains "age_unknown" if {
	input.subject.age == "unknown"
	_targets
}

withhold[name] contains "age_unknown" if {
	input.subject.age == "unknown"
	facts.rests_on_consent
	some name in facts.sensitive
}

withhold[name] contains "separate_consent_missing" if {
	input.subject.age == "child"
	facts.rests_on_consent
	some name in facts.planned
	not object.get(facts.fields[name], "kind", "") in input.subject.separate
	not "guardian" in input.subject.separate
}
