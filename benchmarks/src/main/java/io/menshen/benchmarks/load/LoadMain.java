package io.menshen.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** The process that asks: an {@link Order} a line in, a {@link Tally} a line out, as JSON. */
public final class LoadMain {
    private static final JsonMapper JSON = JsonMapper.shared();

    private LoadMain() {}

    /** Runs orders until there are no more. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var connections = new Connections()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var tally = connections.run(JSON.readValue(line, Order.class));
                System.out.println(JSON.writeValueAsString(tally));
            }
        }
    }
}
