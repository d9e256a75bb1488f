package io.menshen.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A ticket that is asked for, as it is written.
 *
 * @param purpose of what is to be read
 * @param fields those that are to be shown or compared
 * @param people tokens of the caller for that purpose, 1 to 1,000
 * @param reason a word of {@link TicketReason}
 * @param days for how long from now, 1 to 7
 */
record TicketRequest(
        @JsonProperty(required = true) String purpose,
        @JsonProperty(required = true) List<String> fields,
        @JsonProperty(required = true) List<String> people,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) int days) {}
