package io.menshen.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Personal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTypeTests {
    private static final List<String> WORDS =
            List.of(
                    "name",
                    "text",
                    "code",
                    "tag",
                    "gender",
                    "openid",
                    "token",
                    "id_card",
                    "passport",
                    "bank_card",
                    "plate",
                    "credit_code",
                    "mobile",
                    "landline",
                    "email",
                    "ip",
                    "url",
                    "address",
                    "province",
                    "date",
                    "month_day",
                    "number",
                    "money");

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "name, 张三, 张三",
        "name, 买买提•艾力, 买买提·艾力",
        "name, 𠮷田花, 𠮷田花",
        "name, Anna-Maria  O'Neill, Anna-Maria O'Neill",
        "id_card, 11010519491231002x, 11010519491231002X",
        "id_card, １１０１０５ 19491231 002X, 11010519491231002X",
        "id_card, 110105491231002, 11010519491231002X",
        "passport, e12345678, E12345678",
        "passport, EA1234567, EA1234567",
        "mobile, +86 138-0000-0001, 13800000001",
        "mobile, 008613800000001, 13800000001",
        "mobile, １３８００００００01, 13800000001",
        "landline, 010-12345678, 01012345678",
        "landline, (0755) 1234567, 07551234567",
        "landline, +86 10 12345678, 01012345678",
        "email, Zhang@Demo.CN, zhang@demo.cn",
        "openid, oUpF8uMuAJO_M2pxb1Q9zNjWeS6o, oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        "bank_card, 6222 0202 0011 2233 446, 6222020200112233446",
        "plate, 京a·12345, 京A12345",
        "plate, 粤BD12345, 粤BD12345",
        "plate, 粤B12345D, 粤B12345D",
        "date, 2000-02-29, 2000-02-29",
        "month_day, 02-29, 02-29",
        "url, https://demo.cn/a?b=c, https://demo.cn/a?b=c",
        "number, 012.50, 12.5",
        "money, 100, 100",
        "money, 0.00, 0",
        "code, gold, gold",
        "province, 广东省, 广东",
        "province, 新疆维吾尔自治区, 新疆",
        "province, 北京, 北京",
        "gender, 女, female",
        "tag, 咖啡爱好者, 咖啡爱好者",
        "ip, 203.0.113.7, 203.0.113.7",
        "ip, 2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "credit_code, 91350100m000100y43, 91350100M000100Y43",
        "address, 上海市静安区南京西路１２６６号, 上海市静安区南京西路1266号",
        "token, tk1_AAAAAAAAAAAAAAAAAAAAAA, tk1_AAAAAAAAAAAAAAAAAAAAAA",
    })
    void has_one_spelling(String type, String value, String normal) {
        assertThat(normal(type, value)).contains(normal);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "name, 张3三",
        "name, ''",
        "name, ·-·",
        "id_card, 110105194912310021",
        "id_card, 11010519490231002X",
        "id_card, 11010519491231002",
        "passport, X12345678",
        "mobile, 12800000001",
        "mobile, 138000000011",
        "landline, 12345678",
        "email, a@b",
        "email, a@b@demo.cn",
        "email, .a@demo.cn",
        "openid, a b",
        "bank_card, 6222020200112233445",
        "plate, 京O12345",
        "plate, 京A123456",
        "date, 2001-02-29",
        "date, +12001-01-01",
        "date, 01/02/2001",
        "month_day, 02-30",
        "url, javascript:alert(1)",
        "url, https://user:word@demo.cn/",
        "url, file:///etc/hosts",
        "number, 1e9",
        "number, NaN",
        "money, 1.001",
        "code, a b",
        "province, 北京省",
        "gender, x",
        "tag, 13800000001",
        "tag, 11010519491231002X",
        "tag, 6222020200112233446",
        "ip, 256.0.0.1",
        "ip, localhost",
        "ip, ::1%eth0",
        "ip, :::",
        "credit_code, 91350100M000100Y44",
        "address, 1",
        "token, tk1_short",
        "text, ''",
    })
    void refuses_what_lacks_the_form(String type, String value) {
        assertThat(FieldType.of(type).accepts(Personal.of(value))).isFalse();
    }

    @Test
    void refuses_control_characters_halves_of_characters_and_overlong_text() {
        for (var text : List.of("a\u0000b", "a\u001bb", "\uD83D", "x".repeat(4_001))) {
            assertThat(normal("text", text)).isEmpty();
        }
        for (var word : WORDS) {
            assertThat(normal(word, "1".repeat(10_001))).as(word).isEmpty();
        }
        assertThat(normal("text", "第一行\n第二行😀")).contains("第一行\n第二行😀");
    }

    @Test
    void normalising_twice_changes_nothing() {
        var random = new Random(20211114);
        for (var i = 0; i < 20_000; i++) {
            var value = SampleText.anything(random);
            for (var word : WORDS) {
                normal(word, value)
                        .ifPresent(once -> assertThat(normal(word, once)).as(word).contains(once));
            }
        }
    }

    @Test
    void an_unknown_type_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> FieldType.of("phone"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"phone\"")
                .hasMessageContaining("landline, mobile, money");
    }

    private static Optional<String> normal(String type, String value) {
        return FieldType.of(type).normalise(Personal.of(value)).map(Personal::open);
    }
}
