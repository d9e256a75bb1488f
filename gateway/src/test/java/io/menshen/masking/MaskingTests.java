package io.menshen.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Clause("5.1-a")
class MaskingTests {
    private static final List<String> KINDS =
            List.of(
                    "name",
                    "text_hidden",
                    "nickname",
                    "salutation",
                    "id_card",
                    "passport",
                    "mobile",
                    "landline",
                    "bank_card",
                    "plate",
                    "credit_code",
                    "email",
                    "ip",
                    "address",
                    "region",
                    "year_band",
                    "month_day",
                    "text_hidden",
                    "band");

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "name, 张三, 张*",
        "name, 诸葛慧敏, 诸葛**",
        "name, 欧阳, 欧*",
        "name, 买买提·艾力, 买***",
        "name, Anna-Maria O'Neill, A***",
        "name, 𠮷田花, 𠮷**",
        "nickname, 小太阳, 小**",
        "text_hidden, 大商有限公司, ***",
        "id_card, 11010519491231002X, 1****************X",
        "id_card, 110105491231002, 1*************2",
        "id_card, １１０１０５１９４９１２３１００２Ｘ, 1****************X",
        "mobile, 13800000001, 138****0001",
        "mobile, +86 138 0000 0001, 138****0001",
        "mobile, １３８００００００01, 138****0001",
        "landline, 010-12345678, 010-******78",
        "landline, 07551234567, 0755-*****67",
        "bank_card, 6222020200112233445, ***************3445",
        "plate, 京A12345, 京A****5",
        "plate, 粤BD12345, 粤B****5",
        "plate, 沪A1234学, 沪A****学",
        "passport, E12345678, E******78",
        "passport, G12345678, G******78",
        "credit_code, 91350100M000100Y43, 91350100********43",
        "email, zhang@demo.cn, z***@demo.cn",
        "email, z@demo.cn, *@demo.cn",
        "ip, 203.0.113.7, 203.*.*.*",
        "address, 上海市静安区南京西路1266号, 上海市静安区",
        "address, 广东省深圳市南山区科技园1号, 广东省深圳市南山区",
        "address, 新疆维吾尔自治区乌鲁木齐市天山区解放路1号, 新疆维吾尔自治区乌鲁木齐市天山区",
        "address, 湖南省湘西土家族苗族自治州吉首市人民路2号, 湖南省湘西土家族苗族自治州吉首市",
        "address, 上海市静安区, 上海市",
        "address, 上海市南京西路1266号, 上海市",
        "address, 广东省东莞市长安镇莲花小区3栋, 广东省东莞市",
        "address, 广东省东莞市莲花小区3栋, 广东省东莞市",
        "address, 北京市建国路万达商业区2号, 北京市",
        "address, 山西省阳泉市矿区桃北路1号, 山西省阳泉市矿区",
        "address, 湖南省长沙市宁乡市玉潭街道1号, 湖南省长沙市宁乡市",
        "address, 浙江省台州市路桥区银座街2号, 浙江省台州市路桥区",
        "address, 内蒙古自治区赤峰市阿鲁科尔沁旗天山镇1号, 内蒙古自治区赤峰市阿鲁科尔沁旗",
        "text_hidden, 某某有限公司, ***",
        "year_band, 1992-07-15, 1990-1994",
        "month_day, 1992-07-15, 07-15",
    })
    void shows(String kind, String value, String shown) {
        assertThat(show(kind, Map.of(), value)).contains(shown);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "name, 张3三",
        "name, 张",
        "name, 13800000001",
        "nickname, 王",
        "id_card, 1101051949123100",
        "id_card, 11010519491231002XY",
        "mobile, 12800000001",
        "mobile, 1380000000",
        "mobile, 138000000011",
        "landline, 12345678",
        "bank_card, 123456789012",
        "plate, 京O12345",
        "plate, A12345",
        "passport, X12345678",
        "credit_code, 91350100M000100Y4",
        "email, zhang.demo.cn",
        "email, a@b@demo.cn",
        "ip, 2001:db8::1",
        "ip, 256.0.0.1",
        "plate, 京A123456",
        "address, 江苏省南京西路超市3号",
        "band, 250",
        "address, 南京西路1266号",
        "year_band, 1992-02-30",
        "month_day, 15/07/1992",
        "no_such_kind, 张三",
    })
    void hides_all_of_an_unexpected_shape(String kind, String value) {
        assertThat(show(kind, Map.of(), value)).isEmpty();
    }

    @Test
    void salutes_by_surname_and_gender_only() {
        assertThat(show("salutation", Map.of("gender", "female"), "诸葛慧敏")).contains("诸葛女士");
        assertThat(show("salutation", Map.of("gender", "男"), "张三")).contains("张先生");
        assertThat(show("salutation", Map.of(), "张三")).isEmpty();
        assertThat(show("salutation", Map.of("gender", "unknown"), "张三")).isEmpty();
    }

    @Test
    void shows_less_where_a_parameter_says_so() {
        assertThat(show("mobile", Map.of("show", "last2"), "13800000001")).contains("*********01");
        assertThat(show("bank_card", Map.of("show", "bin"), "6222020200112233445"))
                .contains("622202*********3445");
        assertThat(show("bank_card", Map.of("show", "bin"), "4222222222222"))
                .contains("*********2222");
    }

    @Test
    void shows_the_band_of_a_number_between_rising_bounds() {
        var bounds = Map.of("bounds", "100,500,1000");

        assertThat(show("band", bounds, "99.99")).contains("<100");
        assertThat(show("band", bounds, "100")).contains("100-500");
        assertThat(show("band", bounds, "500")).contains("500-1000");
        assertThat(show("band", bounds, "1000")).contains(">=1000");
        assertThat(show("band", bounds, "many")).isEmpty();
        assertThat(show("band", Map.of("bounds", "500,100"), "250")).isEmpty();
        assertThat(show("band", Map.of("bounds", "a,b"), "250")).isEmpty();
    }

    @Test
    void no_kind_ever_returns_its_input() {
        var random = new Random(20211114);
        for (var i = 0; i < 20_000; i++) {
            var value = SampleText.anything(random);
            for (var kind : KINDS) {
                assertThat(show(kind, Map.of("gender", "男", "bounds", "0,9"), value))
                        .as("kind %s, round %s", kind, i)
                        .isNotEqualTo(Optional.of(value));
            }
        }
    }

    @Test
    void the_masks_of_one_card_and_one_birth_date_do_not_restore_the_number() {
        var card = show("id_card", Map.of(), "11010519491231002X").orElseThrow();

        assertThat(card.chars().filter(c -> c == '*').count()).isEqualTo(16);
        assertThat(card).doesNotContain("1949").doesNotContain("1231");
    }

    @Test
    void every_kind_is_known() {
        assertThat(KINDS).allMatch(Masking::knows);
        assertThat(Masking.knows("no_such_kind")).isFalse();
    }

    private static Optional<String> show(
            String kind, Map<String, String> parameters, String value) {
        return Masking.show(kind, parameters, Personal.of(value)).map(Personal::open);
    }
}
