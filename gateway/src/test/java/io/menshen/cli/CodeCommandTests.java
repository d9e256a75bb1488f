package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.menshen.kernel.Clause;
import io.menshen.keys.KeysetFiles;
import io.menshen.tokens.PlaceCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A QR code is printed as it is registered, signed, and can be scanned. */
class CodeCommandTests {
    private static final int SCALE = 4;

    @TempDir Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path policies = Path.of("policies");
    private Path config = Path.of("config");

    @BeforeEach
    void makes_keys() throws IOException, GeneralSecurityException {
        policies = temporary.resolve("policies");
        CommittedPolicies.copy(policies);
        new KeysetFiles(temporary.resolve("keys")).create();
        config = temporary.resolve("gateway.properties");
        Files.writeString(config, "menshen.keys.folder=" + temporary.resolve("keys"));
    }

    private int run(String... more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "code",
                                "--policies",
                                policies.toString(),
                                "--config",
                                config.toString()));
        words.addAll(List.of(more));
        return Commands.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                words.toArray(String[]::new));
    }

    private String text() {
        return out.toString().lines().findFirst().orElse("");
    }

    @Test
    @Clause("4.2.2.3")
    void the_text_is_that_of_the_code_and_signed_by_the_keys() throws Exception {
        var file = temporary.resolve("gift.svg");

        assertThat(run("gift-spring", "--out", file.toString())).as(err::toString).isZero();

        var registries = Sources.compile(new PolicyFolder(policies), new PrintWriter(err));
        var code = registries.orElseThrow().catalog().code("gift-spring").orElseThrow();
        var codes = new PlaceCodes(new KeysetFiles(temporary.resolve("keys")).open());
        assertThat(codes.verifies(text(), "gift-spring", code)).isTrue();
        assertThat(out.toString())
                .contains("扫码领取礼品", "gift_stand: 春季礼品台", "channel  gift_scan", "version 1");
        assertThat(scanned(Files.readString(file))).isEqualTo(text());
    }

    @Test
    void an_address_carries_the_code() throws Exception {
        var file = temporary.resolve("till.svg");
        var address = "https://shop.example/pay?shop=7";

        assertThat(run("till-1", "--out", file.toString(), "--address", address))
                .as(err::toString)
                .isZero();

        assertThat(scanned(Files.readString(file))).isEqualTo(address + "&code=" + text());
    }

    @Test
    void a_code_that_there_is_not_is_named_with_those_that_there_are() {
        assertThat(run("gift-sprin")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no code 'gift-sprin'")
                .contains("gift-spring");
    }

    @Test
    void without_keysets_nothing_is_drawn() throws IOException {
        Files.writeString(config, "menshen.keys.folder=" + temporary.resolve("none"));
        var file = temporary.resolve("none.svg");

        assertThat(run("gift-spring", "--out", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds no keysets");
        assertThat(file).doesNotExist();
    }

    /** What a reader of QR codes finds in the drawing. */
    private static String scanned(String svg) throws ReaderException {
        var bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(picture(svg)));
        return new QRCodeReader().decode(bitmap).getText();
    }

    private static LuminanceSource picture(String svg) throws NotFoundException {
        var box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        if (!box.find()) {
            throw NotFoundException.getNotFoundInstance();
        }
        var side = Integer.parseInt(box.group(1)) * SCALE;
        var pixels = new int[side * side];
        Arrays.fill(pixels, 0xFFFFFF);
        var module = Pattern.compile("M(\\d+) (\\d+)h1").matcher(svg);
        while (module.find()) {
            blacken(
                    pixels,
                    side,
                    Integer.parseInt(module.group(1)),
                    Integer.parseInt(module.group(2)));
        }
        return new RGBLuminanceSource(side, side, pixels);
    }

    private static void blacken(int[] pixels, int side, int x, int y) {
        for (var row = y * SCALE; row < (y + 1) * SCALE; row++) {
            Arrays.fill(pixels, row * side + x * SCALE, row * side + (x + 1) * SCALE, 0);
        }
    }
}
