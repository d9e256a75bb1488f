# METADATA
# title: Minors and unknown age
# description: Under 14 a guardian consents and every field counts as sensitive; nobody under 18 is profiled or marketed to; without a declared age neither.
# custom:
#   effect: refuse
#   codes:
#     guardian_missing: {clause: PIPL-31, en: No guardian consented for a child under 14, zh: 未满十四周岁，缺少监护人同意}
#     minor_marketing: {clause: PIPL-31, en: Nobody under 18 is marketed to or profiled, zh: 不向未成年人营销或画像}
#     age_unknown: {clause: PIPL-31, en: No age was declared, zh: 未申报年龄}
package rules.age

import data.rules.facts

_targets if facts.marketing

_targets if facts.profiling

_declared if input.subject.age in {"child", "teen", "adult"}

# A band that nobody knows is none.
_unknown if {
	facts.subject_known
	not _declared
}

_guarded if input.subject.guardian == "consented"

refuse contains "guardian_missing" if {
	input.subject.age == "child"
	not _guarded
	not facts.by_law
}

refuse contains "minor_marketing" if {
	input.subject.age in {"child", "teen"}
	_targets
}

refuse contains "age_unknown" if {
	_unknown
	_targets
}

withhold[name] contains "age_unknown" if {
	_unknown
	facts.rests_on_consent
	some name in facts.sensitive
}

_separately(name) if facts.fields[name].kind in input.subject.separate

_separately(_) if "guardian" in input.subject.separate

withhold[name] contains "separate_consent_missing" if {
	input.subject.age == "child"
	facts.rests_on_consent
	some name in facts.planned
	not _separately(name)
}
