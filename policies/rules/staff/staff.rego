# METADATA
# title: Members of staff
# description: Behind a consumer that faces staff stands a person with a valid confidentiality agreement and a role of the purpose.
# custom:
#   clause: "5.5"
#   effect: refuse
#   codes: [staff_missing, staff_agreement, staff_role]
package rules.staff

import data.rules.facts

refuse contains "staff_missing" if {
	facts.consumer.staff == "required"
	input.caller.staff == null
}

refuse contains "staff_agreement" if {
	is_object(input.caller.staff)
	input.caller.staff.agreement != "valid"
}

refuse contains "staff_role" if {
	roles := facts.purpose.roles
	is_object(input.caller.staff)
	not input.caller.staff.role in roles
}

refuse contains "staff_missing" if {
	facts.purpose.roles
	input.caller.staff == null
}
