package io.menshen.connectors.http;

import io.menshen.connectors.TextMessage;
import tools.jackson.databind.json.JsonMapper;

/** Where number and text leave custody: into the body of the request, and nowhere else. */
final class TextBody {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TextBody() {}

    private record Written(String id, String number, String text) {}

    static byte[] of(TextMessage message) {
        return JSON.writeValueAsBytes(
                new Written(
                        message.id().toString(), message.number().open(), message.text().open()));
    }
}
