package io.menshen.standalone.supervisor;

import io.menshen.standalone.data.DataFolder;
import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.identity.DevelopmentUser;
import io.menshen.standalone.identity.IdentityProvider;
import io.menshen.standalone.process.GatewayPorts;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.process.RedisProcess;
import io.menshen.standalone.setup.Setup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The application.yaml of a gateway of this installation. It holds passwords. */
record GatewayConfiguration(
        DataFolder folder,
        Setup setup,
        PostgresProcess postgres,
        RedisProcess redis,
        Outside outside) {
    /** Where the audit's checkpoints also go, below the data folder. */
    static final String ANCHOR = "anchor/checkpoints";

    /** How many gateways of one installation there may be. */
    private static final int REPLICAS = 2;

    /** The text for a gateway with these ports. */
    String yaml(GatewayPorts ports) {
        var web = Map.of("doors", doors(ports), "issuers", List.of(issuer()), "notice", "0s");
        var address = "http://127.0.0.1:" + ports.people();
        var console = Map.of("address", address);
        return yaml(
                Map.of(
                        "web",
                        web,
                        "console",
                        console,
                        "login",
                        Map.of("texts", texts()),
                        "staff",
                        staff(ports)));
    }

    private Map<String, Object> staff(GatewayPorts ports) {
        return Map.of(
                "issuer",
                outside.login().toString(),
                "client-id",
                IdentityProvider.CLIENT,
                "address",
                "http://127.0.0.1:" + ports.staff(),
                "roles",
                Arrays.stream(DevelopmentUser.values()).map(GatewayConfiguration::duty).toList());
    }

    private static Map<String, String> duty(DevelopmentUser user) {
        return Map.of("claimed", user.word(), "role", user.role(), "consumer", user.consumer());
    }

    private Map<String, Object> texts() {
        return Map.of(
                "address", outside.inbox().address().toString(),
                "key-file", outside.textKey().toString());
    }

    /** The text for a process that opens no door. */
    String yaml() {
        return yaml(Map.of("web", Map.of()));
    }

    private String yaml(Map<String, Object> interfaces) {
        var menshen = new TreeMap<String, Object>(interfaces);
        menshen.put("storage", storage());
        menshen.put("audit", audit());
        menshen.put("keys", Map.of("folder", setup.keysets().toString()));
        menshen.put("journal", Map.of("file", file("journal/revocations.journal")));
        menshen.put("policy", policy());
        menshen.put("quota", Map.of("redis", redis.uri(), "max-replicas", REPLICAS));
        var settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(Map.of("menshen", menshen, "logging", logging()));
    }

    /** Lines for the people at this machine, not for a collector. */
    private static Map<String, Object> logging() {
        return Map.of("structured", Map.of("format", Map.of("console", "")));
    }

    private Map<String, Object> storage() {
        var passwords = new TreeMap<String, String>();
        setup.passwords().forEach((role, password) -> passwords.put(role.schema(), password));
        return Map.of(
                "host",
                "127.0.0.1",
                "port",
                postgres.port(),
                "database",
                PostgresProcess.DATABASE,
                "passwords",
                passwords);
    }

    private static Map<String, Object> doors(GatewayPorts ports) {
        return Map.of(
                "api", door(ports.api()),
                "management", door(ports.management()),
                "public", door(ports.people()),
                "staff", door(ports.staff()));
    }

    private static Map<String, Object> door(int port) {
        return Map.of("address", "127.0.0.1", "port", port);
    }

    private Map<String, Object> issuer() {
        return Map.of(
                "alias",
                "primary",
                "issuer",
                DevelopmentIssuer.ISSUER,
                "audience",
                DevelopmentIssuer.AUDIENCE,
                "jwks-uri",
                outside.keys().toString());
    }

    private Map<String, Object> audit() {
        return Map.of(
                "private-key", setup.audit().privateKey().toString(),
                "public-key", setup.audit().publicKey().toString(),
                "anchor", file(ANCHOR),
                "checkpoint", "5s");
    }

    private Map<String, Object> policy() {
        return Map.of(
                "bundle", file("policy/menshen.tar.gz"),
                "verification-key", setup.policy().publicKey().toString(),
                "cache", file("policy/cache"),
                "engine", "embedded");
    }

    private String file(String name) {
        return folder.file(name).toString();
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "GatewayConfiguration[" + folder.root() + "]";
    }
}
