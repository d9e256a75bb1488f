package io.menshen;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.SubjectId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cases as the privacy desk works on them. */
record CaseDesk(TestDeployment deployment, RunningGateway gateway) {
    static final String CASES = "/v1/cases";
    static final Caller OFFICER = PrivacyDesk.OFFICER;
    static final Caller CLERK = new Caller("service-desk", "s-desk-01");

    static CaseDesk of(TestDeployment deployment) {
        return new CaseDesk(deployment, deployment.gateway());
    }

    Map<String, Object> request(SubjectId person, String kind) {
        var request = new HashMap<String, Object>();
        request.put("subject", Map.of("token", PrivacyDesk.of(deployment).token(person)));
        request.put("kind", kind);
        request.put("channel", "phone");
        request.put("identity", "second_fact");
        return request;
    }

    /** The id of a new case. */
    String opened(SubjectId person, String kind) {
        return id(gateway.post(CASES, OFFICER, request(person, kind)));
    }

    static String id(Answer answer) {
        var id = answer.body().path("request").path("case_id").asString("");
        if (id.isEmpty()) {
            throw new IllegalStateException(answer.text());
        }
        return id;
    }

    Answer act(String id, String verb, Map<String, ?> body) {
        return act(OFFICER, id, verb, body);
    }

    Answer act(Caller caller, String id, String verb, Map<String, ?> body) {
        return gateway.post(CASES + "/" + id + "/" + verb, caller, body);
    }

    Answer whole(String id) {
        return gateway.get(CASES + "/" + id, OFFICER);
    }

    Answer list(String query) {
        return gateway.get(CASES + query, OFFICER);
    }

    static String request(Answer answer, String name) {
        return answer.body().path("request").path(name).asString("");
    }

    /** What was done, each with how the case stood then. */
    static List<String> history(Answer answer) {
        return answer.body()
                .path("history")
                .valueStream()
                .map(act -> act.path("act").asString("") + " " + act.path("status").asString(""))
                .toList();
    }

    static List<String> ids(Answer answer) {
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> item.path("case_id").asString(""))
                .toList();
    }
}
