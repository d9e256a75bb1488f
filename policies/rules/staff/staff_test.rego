package rules.staff_test

import data.rules.staff
import data.testing

test_a_clerk_with_agreement if {
	count(staff.refuse) == 0 with input as testing.request(testing.at_desk("customer_care", "valid"))
}

test_refuses_without_agreement if {
	staff.refuse == {"staff_agreement"} with input as testing.request(testing.at_desk("customer_care", "missing"))
}

test_refuses_an_expired_agreement if {
	staff.refuse == {"staff_agreement"} with input as testing.request(testing.at_desk("customer_care", "expired"))
}

test_refuses_a_desk_without_a_person if {
	staff.refuse == {"staff_missing"} with input as testing.request(testing.asked_by("service-desk", "customer_care"))
}

test_refuses_a_role_that_the_purpose_does_not_name if {
	staff.refuse == {"staff_role"} with input as testing.request(testing.at_desk("public_security", "valid"))
}

test_refuses_a_purpose_of_roles_without_a_person if {
	staff.refuse == {"staff_missing"} with input as testing.request({"purpose": "audit"})
}

test_an_empty_list_of_roles_names_any_role if {
	count(staff.refuse) == 0 with input as testing.request(testing.at_desk("customer_care", "valid"))
		with data.registries.purposes.customer_care.roles as []
}

test_an_agreement_is_asked_for_whatever_the_roles if {
	refused := staff.refuse with input as testing.request(testing.at_desk("customer_care", "missing"))
		with data.registries.purposes.customer_care.roles as []
	refused == {"staff_agreement"}
}

test_refuses_an_agreement_of_no_known_state if {
	staff.refuse == {"staff_agreement"} with input as testing.request(testing.at_desk("customer_care", null))
}

test_refuses_a_role_that_is_not_registered if {
	asked := object.union(testing.at_desk("customer_care", "valid"), {"caller": {
		"consumer": "service-desk",
		"staff": {"role": "visitor", "agreement": "valid", "retrieval": "one"},
	}})
	staff.refuse == {"staff_role"} with input as testing.request(asked)
}

test_a_role_sees_no_more_than_its_fields if {
	withheld := staff.withhold with input as testing.request(testing.at_desk("points", "valid"))
		with data.registries.staff.roles.desk_clerk.fields as ["tier", "full_name"]
	object.keys(withheld) == {"mobile", "points_balance", "points_expiry_date"}
}

test_a_role_without_fields_of_its_own_sees_those_of_the_purpose if {
	count(staff.withhold) == 0 with input as testing.request(testing.at_desk("points", "valid"))
}

test_a_person_of_whom_nothing_is_said_has_neither_agreement_nor_role if {
	bare := object.union(testing.at_desk("public_security", "valid"), {"caller": {"consumer": "service-desk", "staff": {}}})
	refused := staff.refuse with input as object.union(testing.base, bare) with input.caller.staff as {}
	refused == {"staff_agreement", "staff_role", "ticket_missing"}
}

test_an_officer_at_the_privacy_desk if {
	officer := {"purpose": "legal_hold", "caller": {
		"consumer": "privacy-desk",
		"staff": {"role": "privacy_officer", "agreement": "valid", "retrieval": "one"},
	}}
	count(staff.refuse) == 0 with input as testing.request(officer)
}

_retrieving(retrieval) := {
	"caller": {"consumer": "service-desk", "staff": {"role": "desk_clerk", "agreement": "valid", "retrieval": retrieval}},
	"purpose": "customer_care",
}

test_several_people_by_a_ticket if {
	count(staff.refuse) == 0 with input as testing.request(_retrieving("ticketed"))
}

test_refuses_several_people_without_a_ticket if {
	staff.refuse == {"ticket_missing"} with input as testing.request(_retrieving("bulk"))
}

test_refuses_a_ticket_that_does_not_fit if {
	every retrieval in ["unapproved", "expired", "outside", null, "other"] {
		staff.refuse == {"ticket_unfit"} with input as testing.request(_retrieving(retrieval))
	}
}

test_refuses_who_does_not_say_how_much if {
	silent := {"caller": {"staff": {"role": "desk_clerk", "agreement": "valid"}}, "purpose": "customer_care"}
	request := json.remove(testing.request(object.union(_retrieving("one"), silent)), ["/caller/staff/retrieval"])
	staff.refuse == {"ticket_missing"} with input as request
}
