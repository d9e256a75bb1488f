package io.menshen.standalone.demo;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the gateway.
 *
 * @param status the HTTP status
 * @param body its JSON; missing where there is none
 */
record Answer(int status, JsonNode body) {
    boolean ok() {
        return status == 200;
    }

    /**
     * The first reason of a refusal, or the last part of its type; empty where there is neither.
     */
    String reason() {
        var code = body.path("reasons").path(0).path("code").asString("");
        return code.isEmpty()
                ? body.path("type").asString("").replaceFirst("^/problems/", "").replace('-', '_')
                : code;
    }

    /** How a field was treated; empty where it is not shown. */
    String treatment(String field) {
        return body.path("treatments").path(field).asString("");
    }

    /** Why a field was withheld; empty where it was not. */
    String withheld(String field) {
        return body.path("withheld").path(field).asString("");
    }

    /** What a field shows; empty where it shows nothing. */
    String text(String field) {
        var value = body.path("fields").path(field);
        return value.isArray()
                ? value.values().stream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : value.asString("");
    }

    String subject() {
        return body.path("subject").asString("");
    }

    /** Status and reason, for what was found. */
    String told() {
        return (status + " " + reason()).strip();
    }
}
