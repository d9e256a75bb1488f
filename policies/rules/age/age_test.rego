package rules.age_test

import data.rules.age
import data.testing

_aged(band, changes) := testing.request(object.union({"subject": {"age": band}}, changes))

_mail := {"caller": {"consumer": "mail-marketing"}, "purpose": "marketing_email"}

_tags := {"caller": {"consumer": "analytics"}, "purpose": "profiling"}

test_refuses_a_child_without_guardian if {
	age.refuse == {"guardian_missing"} with input as _aged("child", {})
}

test_a_guardian_consents_for_a_child if {
	count(age.refuse) == 0 with input as _aged("child", {"subject": {"age": "child", "guardian": "consented"}})
}

test_a_recall_reaches_a_child if {
	count(age.refuse) == 0 with input as _aged("child", {"purpose": "recall_safety"})
}

test_nobody_markets_to_a_teen if age.refuse == {"minor_marketing"} with input as _aged("teen", _mail)

test_nobody_profiles_a_teen if age.refuse == {"minor_marketing"} with input as _aged("teen", _tags)

test_nobody_markets_to_an_unknown_age if age.refuse == {"age_unknown"} with input as _aged("unknown", _mail)

test_an_unknown_age_buys_as_an_adult if {
	count(age.refuse) == 0 with input as _aged("unknown", {})
	count(age.withhold) == 0 with input as _aged("unknown", {})
}

test_withholds_sensitive_fields_of_an_unknown_age if {
	withheld := age.withhold with input as _aged("unknown", testing.asked_by("app", "member_register"))
	withheld == {"home_address": {"age_unknown"}}
}

test_every_field_of_a_child_is_sensitive if {
	withheld := age.withhold with input as _aged("child", testing.asked_by("app", "minor_service"))
	withheld.full_name == {"separate_consent_missing"}
}

test_a_guardians_separate_consent_covers_a_child if {
	asked := {"subject": {"age": "child", "separate": ["guardian"]}, "purpose": "minor_service"}
	count(age.withhold) == 0 with input as testing.request(asked)
}

test_a_band_that_nobody_knows_is_an_unknown_age if {
	age.refuse == {"age_unknown"} with input as _aged("elder", _mail)
}

test_says_nothing_before_the_person_is_known if {
	count(age.refuse) == 0 with input as object.union(_aged("adult", _mail), {"subject": null})
}

test_a_person_of_no_band_is_of_unknown_age if {
	age.refuse == {"age_unknown"} with input as _aged("adult", _mail)
		with input.subject as {"consent": "granted"}
}

test_a_separate_consent_for_its_kind_covers_a_field_of_a_child if {
	asked := {"subject": {"age": "child", "separate": ["address"]}}
	withheld := age.withhold with input as object.union(_aged("child", testing.asked_by("app", "member_register")), asked)
	not withheld.home_address
	withheld.full_name == {"separate_consent_missing"}
}
