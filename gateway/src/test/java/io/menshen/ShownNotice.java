package io.menshen;

import io.menshen.access.Uses;
import io.menshen.notice.Notices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client that shows people the notices in force: whatever intake it sends with a version and no
 * hash gets the hash of that text. Of a text that is not in force it has another one.
 */
record ShownNotice(RunningGateway gateway) {
    static final String OTHER = "0".repeat(64);
    private static final String VERSION = "notice_version";
    private static final String HASH = "notice_hash";

    /** The body with hashes; anything else than an intake is left alone. */
    Map<String, ?> along(String path, Map<String, ?> body) {
        if (!path.startsWith("/v1/intakes")) {
            return body;
        }
        var whole = new LinkedHashMap<String, Object>(hashed(body, body.get("purpose")));
        if (body.get("consents") instanceof List<?> consents) {
            whole.put("consents", consents.stream().map(this::consent).toList());
        }
        return whole;
    }

    private @Nullable Object consent(@Nullable Object consent) {
        if (!(consent instanceof Map<?, ?> said)) {
            return consent;
        }
        var named = new TreeMap<String, Object>();
        said.forEach((key, value) -> named.put(String.valueOf(key), value));
        return hashed(named, named.get("purpose"));
    }

    private Map<String, ?> hashed(Map<String, ?> body, @Nullable Object purpose) {
        if (!body.containsKey(VERSION) || body.containsKey(HASH)) {
            return body;
        }
        var whole = new LinkedHashMap<String, Object>(body);
        whole.put(HASH, hash(String.valueOf(purpose), body.get(VERSION)));
        return whole;
    }

    private String hash(String purpose, @Nullable Object version) {
        return gateway.bean(Notices.class)
                .current(gateway.bean(Uses.class).policy(), purpose)
                .filter(notice -> Integer.valueOf(notice.version()).equals(version))
                .map(notice -> notice.hash())
                .orElse(OTHER);
    }

    /** The hash of the notice in force. */
    String hash(String purpose) {
        return gateway.bean(Notices.class)
                .current(gateway.bean(Uses.class).policy(), purpose)
                .orElseThrow()
                .hash();
    }
}
