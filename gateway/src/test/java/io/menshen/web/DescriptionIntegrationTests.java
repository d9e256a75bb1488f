package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Refusal;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DescriptionIntegrationTests {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(/problems/[a-z-]+)` \\| (\\S+) \\|");
    private static final Pattern CODE = Pattern.compile("(?m)^# +([a-z_]+): \\{clause:");
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/docs/[^\"]+)\"");

    private static final TestGateway GATEWAY =
            new TestGateway(
                    TestGateway.door(64, null),
                    TestGateway.SHORT,
                    List.of(
                            new DoorRoutes(
                                    Door.API,
                                    Access.OPEN,
                                    new Description(new StrictJson()).routes())));

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    private static OpenAPI parsed() {
        var answer = GATEWAY.get("/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIV3Parser().readContents(answer.body(), null, options);
        assertThat(parsed.getMessages()).isEmpty();
        return Objects.requireNonNull(parsed.getOpenAPI());
    }

    @Test
    void describes_the_whole_interface_in_openapi_3_1() {
        var description = parsed();

        assertThat(description.getOpenapi()).startsWith("3.1");
        assertThat(description.getPaths().keySet())
                .containsExactlyInAnyOrder(
                        "/v1/links",
                        "/v1/login-links",
                        "/v1/disclosures",
                        "/v1/disclosures/batch",
                        "/v1/withdrawals",
                        "/v1/events",
                        "/v1/events/acknowledgements",
                        "/v1/rights/erasures",
                        "/v1/rights/closures",
                        "/v1/rights/copies",
                        "/v1/rights/receipts/{id}",
                        "/v1/holds",
                        "/v1/holds/{id}",
                        "/v1/holds/{id}/approve",
                        "/v1/holds/{id}/decline",
                        "/v1/tickets",
                        "/v1/tickets/{id}",
                        "/v1/tickets/{id}/approve",
                        "/v1/tickets/{id}/decline",
                        "/v1/cases",
                        "/v1/cases/{id}",
                        "/v1/cases/{id}/assign",
                        "/v1/cases/{id}/wait",
                        "/v1/cases/{id}/resume",
                        "/v1/cases/{id}/decide",
                        "/v1/cases/{id}/refuse",
                        "/v1/cases/{id}/done",
                        "/v1/intakes",
                        "/v1/intakes/import",
                        "/v1/notices/current",
                        "/v1/notices/{purpose}/{version}",
                        "/v1/receipts/keys",
                        "/v1/receipts/{id}",
                        "/v1/tokens",
                        "/v1/tokens/resolve",
                        "/v1/tokens/resolve/batch",
                        "/v1/tokens/exchange",
                        "/v1/tokens/exchange/batch",
                        "/v1/decisions/explain",
                        "/v1/catalog/fields",
                        "/v1/catalog/purposes",
                        "/v1/catalog/identifiers",
                        "/v1/audit/checkpoints",
                        "/v1/audit/search",
                        "/health",
                        "/health/live",
                        "/health/ready",
                        "/metrics",
                        "/openapi.json",
                        "/docs");
        var operations =
                description.getPaths().values().stream()
                        .flatMap(path -> path.readOperations().stream())
                        .toList();
        assertThat(operations).allMatch(it -> it.getSummary().matches(".*\\. .*\\p{IsHan}.*"));
        assertThat(operations.stream().map(it -> it.getOperationId())).doesNotHaveDuplicates();
        assertThat(operations).allMatch(DescriptionIntegrationTests::tellsTheDecision);
    }

    private static boolean tellsTheDecision(Operation operation) {
        var good = operation.getResponses().get("200");
        return good != null && good.getHeaders().containsKey(Trace.DECISION);
    }

    @Test
    void describes_every_problem_with_its_remedy() throws IOException {
        var rows = new TreeMap<String, String>();
        var text = Files.readString(Path.of("..", "docs", "problems.md"));
        ROW.matcher(text).results().forEach(row -> rows.put(row.group(1), row.group(2)));

        for (var kind : Refusal.Kind.values()) {
            var type = ProblemType.of(kind);
            assertThat(rows)
                    .containsEntry(
                            ProblemType.address(type.slug()), Integer.toString(type.status()));
        }
        assertThat(rows).containsEntry(ProblemType.address(ProblemType.INTERNAL.slug()), "500");
        for (var code : codesOfReasons()) {
            assertThat(rows.containsKey(ProblemType.address(code)) || text.contains("| `" + code))
                    .as(code)
                    .isTrue();
        }
        List<?> described =
                Objects.requireNonNull(parsed().getComponents().getSchemas().get("ProblemType"))
                        .getEnum();
        assertThat(described.stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(rows.keySet());
    }

    private static Set<String> codesOfReasons() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(Path.of("..", "policies", "rules"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".rego")).toList()) {
                CODE.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(codes::add);
            }
        }
        assertThat(codes).contains("consent_withdrawn").hasSizeGreaterThan(15);
        return codes;
    }

    @Test
    void shows_a_page_that_loads_from_this_door_only() {
        var page = GATEWAY.get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http");
        assertThat(page.body()).doesNotContain("://", "<style", "onload");

        var assets = ASSET.matcher(page.body()).results().map(found -> found.group(1)).toList();
        assertThat(assets).hasSize(4);
        for (var asset : assets) {
            var answer = GATEWAY.get(asset);
            assertThat(answer.statusCode()).as(asset).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith(asset.endsWith(".css") ? "text/css" : "text/javascript");
            assertThat(answer.body()).isNotBlank();
        }
        assertThat(GATEWAY.get("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
        assertThat(GATEWAY.get("/docs/other.js").body()).contains("/problems/not-found");
    }
}
