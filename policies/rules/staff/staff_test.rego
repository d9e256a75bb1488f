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
