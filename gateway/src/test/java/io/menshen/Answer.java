package io.menshen;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a gateway answered. */
record Answer(int status, HttpHeaders headers, String text, JsonNode body) {
    static Answer of(HttpResponse<String> response) {
        var text = response.body();
        var body = JsonMapper.shared().readTree(text);
        return new Answer(response.statusCode(), response.headers(), text, body);
    }

    String text(String name) {
        return body.path(name).asString("");
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The members of an object, each as text. */
    Map<String, String> words(String name) {
        var words = new TreeMap<String, String>();
        body.path(name)
                .properties()
                .forEach(
                        e -> words.put(e.getKey(), e.getValue().asString(e.getValue().toString())));
        return words;
    }

    /** The names of an object's members, in the order in which they were written. */
    List<String> names(String name) {
        return List.copyOf(body.path(name).propertyNames());
    }

    /** The codes of the reasons of a problem. */
    List<String> reasons() {
        return body.path("reasons").valueStream().map(r -> r.path("code").asString("")).toList();
    }

    /** The faults of a problem: pointer and code. */
    List<String> faults() {
        return body.path("faults")
                .valueStream()
                .map(f -> f.path("pointer").asString("") + " " + f.path("code").asString(""))
                .toList();
    }

    /** The text without what differs between any two answers. */
    String withoutIds() {
        return text.replaceAll("d_[A-Za-z0-9_-]+", "d_");
    }
}
