# METADATA
# title: Members of staff
# description: Behind a consumer that faces staff stands a person with a valid confidentiality agreement and a role of the purpose; a role sees no more than its own fields.
# custom:
#   effect: refuse
#   entry: purposes/{purpose}/roles
#   codes:
#     staff_missing: {clause: "5.5", en: No member of staff is named, zh: 未指明工作人员}
#     staff_agreement: {clause: "5.5", en: The member of staff has no valid confidentiality agreement, zh: 工作人员保密协议缺失或已到期}
#     ticket_missing: {clause: "5.3", en: Staff retrieve the data of several people by an approved ticket alone, zh: 工作人员批量检索须凭经批准的检索单}
#     ticket_unfit: {clause: "5.3", en: "The ticket is not approved, is over, or is for others, other people, fields or purposes", zh: 检索单未获批准、已过期，或人员、对象、字段、目的不符}
#     staff_role: {clause: "5.5", en: The role may not use this purpose or see this field, zh: 该岗位无权用于此目的或查看此字段}
package rules.staff

import data.rules.facts

_named if is_object(input.caller.staff)

_roles := object.get(facts.purpose, "roles", [])

_role := data.registries.staff.roles[input.caller.staff.role]

_agreed if input.caller.staff.agreement == "valid"

_fits if input.caller.staff.role in _roles

refuse contains "staff_missing" if {
	facts.consumer.staff == "required"
	not _named
}

refuse contains "staff_missing" if {
	count(_roles) > 0
	not _named
}

refuse contains "staff_agreement" if {
	_named
	not _agreed
}

refuse contains "staff_role" if {
	_named
	not _role
}

refuse contains "staff_role" if {
	_named
	count(_roles) > 0
	not _fits
}

_retrieval := object.get(input.caller.staff, "retrieval", "bulk")

refuse contains "ticket_missing" if {
	_named
	_retrieval == "bulk"
}

refuse contains "ticket_unfit" if {
	_named
	not _retrieval in {"one", "bulk", "ticketed"}
}

withhold[name] contains "staff_role" if {
	count(_role.fields) > 0
	some name in facts.planned
	not name in _role.fields
}
