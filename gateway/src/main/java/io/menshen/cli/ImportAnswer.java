package io.menshen.cli;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts the lines of an answer together as its pieces come. */
final class ImportAnswer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    /** The lines that end in this piece; what follows the last of them is held. */
    List<JsonNode> add(byte[] piece) {
        var lines = new ArrayList<JsonNode>();
        var from = 0;
        for (var i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                held.write(piece, from, i - from);
                lines.add(JSON.readTree(held.toByteArray()));
                held.reset();
                from = i + 1;
            }
        }
        held.write(piece, from, piece.length - from);
        return lines;
    }
}
