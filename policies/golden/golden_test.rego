# METADATA
# title: What holds for every case, whatever the rules say
package golden_test

import data.golden
import data.registries

_allowed[title] := case if {
	some title, case in golden.committed
	case.decision.allow
}

test_there_are_hundreds_of_cases if {
	count(golden.committed) > 500
	count(golden.written) > 60
	count(_allowed) > 100
}

# A decision as the file keeps it; fields outside the purpose are left to the rule's own test.
_told(request) := {
	"allow": decision.allow, "reasons": decision.reasons, "plan": decision.plan,
	"withheld": {field: code | some field, code in decision.withheld; code != "field_outside_purpose"},
} if {
	decision := data.rules.decision with input as request
}

test_every_case_is_decided_as_committed if {
	odd := {title | some title, case in golden.committed; _told(case.input) != case.decision}
	odd == set()
}

test_every_case_that_a_person_wrote_is_decided_as_written if {
	odd := {title |
		some title, case in golden.written
		golden.committed[title] != {"input": case.input, "decision": case.decision}
	}
	odd == set()
	every title, _ in golden.written {
		golden.committed[title]
	}
}

test_a_denial_shows_nothing if {
	every _, case in golden.committed {
		_silent(case.decision)
	}
}

_silent(decision) if decision.allow

_silent(decision) if {
	not decision.allow
	count(decision.reasons) > 0
	decision.plan == {}
}

test_a_deidentified_consumer_never_sees_stores_i_and_s if {
	count({title |
		some title, case in _allowed
		case.input.caller.kind == "deidentified"
		some name, _ in case.decision.plan
		registries.fields[name].store != "profile"
	}) == 0
}

test_no_purpose_of_consent_is_served_without if {
	count({title |
		some title, case in _allowed
		case.input.operation != "withdraw"
		registries.purposes[case.input.purpose].basis in {"consent", "separate_consent", "guardian_consent"}
		case.input.subject.consent != "granted"
	}) == 0
}

test_nothing_that_recognises_is_shown_by_ordinary_consent if {
	count({title |
		some title, case in _allowed
		case.input.subject.separate == []
		registries.purposes[case.input.purpose].basis in {"consent", "contract", "separate_consent"}
		some name, _ in case.decision.plan
		registries.fields[name].recognition
	}) == 0
}

test_a_treatment_is_never_clearer_than_the_registry_says if {
	count({title |
		some title, case in _allowed
		some name, shown in case.decision.plan
		shown.treatment != registries.purposes[case.input.purpose].fields[name].treatment
	}) == 0
}

test_what_is_never_disclosed_stands_in_no_plan if {
	count({title |
		some title, case in _allowed
		some name in registries.floor.never_disclosed
		case.decision.plan[name]
	}) == 0
}

_profile(asked) := registries.channels[asked.channel].purposes[asked.purpose]

_inside(asked) if {
	profile := _profile(asked)
	named := object.keys(profile.required) | {name | some name in profile.optional}
	every name in asked.evidence.fields {
		name in named
	}
}

test_nothing_is_taken_in_beyond_the_profile_of_a_channel if {
	outside := {title |
		some title, case in _allowed
		case.input.operation == "collect"
		not _inside(case.input)
	}
	outside == set()
}
