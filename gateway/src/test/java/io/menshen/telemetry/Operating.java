package io.menshen.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of docs/operate. */
public final class Operating {
    /** The folder. */
    public static final Path FOLDER = Path.of("..", "docs", "operate");

    private Operating() {}

    /** A file of YAML. */
    static JsonNode yaml(String name) {
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return JsonMapper.shared().valueToTree(new Load(settings).loadFromString(text(name)));
    }

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules of the alerts. */
    static List<JsonNode> rules() {
        return yaml("alerts.yaml")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    /** The board. */
    static JsonNode board() {
        return JsonMapper.shared().readTree(text("dashboard.json"));
    }

    /** Every expression of the board, in which its variables have values. */
    static List<Expression> ofBoard() {
        return board().path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString(""))
                .map(expr -> expr.replace("$__rate_interval", "5m").replace("$__range", "1h"))
                .map(Expression::new)
                .toList();
    }

    /** Every expression of the alerts and of the board. */
    public static List<Expression> expressions() {
        var all = new ArrayList<>(ofBoard());
        rules().forEach(rule -> all.add(new Expression(rule.path("expr").asString(""))));
        return all;
    }
}
