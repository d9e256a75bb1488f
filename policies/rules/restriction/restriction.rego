# METADATA
# title: Restrictions by the person
# description: What the person objected to is not done, save where law demands it.
# custom:
#   effect: refuse
#   codes:
#     restricted: {clause: PIPL-44, en: The person objected, zh: 本人已拒绝该处理}
package rules.restriction

import data.rules.facts

refuse contains "restricted" if {
	"processing" in input.subject.restrictions
	not facts.by_law
}

refuse contains "restricted" if {
	"marketing" in input.subject.restrictions
	facts.marketing
}

refuse contains "restricted" if {
	"profiling" in input.subject.restrictions
	facts.profiling
}
