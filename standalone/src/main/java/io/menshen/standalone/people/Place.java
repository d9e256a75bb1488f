package io.menshen.standalone.people;

import java.util.List;

/**
 * A district, with its number (GB/T 2260), its province's letter on plates, and its area code.
 *
 * @param plate the province's character and the city's letter
 */
record Place(
        String province, String city, String district, String number, String plate, String area) {
    /** Districts that exist, so that address, identity card, plate and telephone agree. */
    static final List<Place> ALL =
            List.of(
                    new Place("北京市", "北京市", "朝阳区", "110105", "京A", "010"),
                    new Place("北京市", "北京市", "海淀区", "110108", "京N", "010"),
                    new Place("天津市", "天津市", "和平区", "120101", "津A", "022"),
                    new Place("辽宁省", "沈阳市", "沈河区", "210103", "辽A", "024"),
                    new Place("上海市", "上海市", "静安区", "310106", "沪A", "021"),
                    new Place("上海市", "上海市", "徐汇区", "310104", "沪B", "021"),
                    new Place("江苏省", "南京市", "鼓楼区", "320106", "苏A", "025"),
                    new Place("江苏省", "苏州市", "姑苏区", "320508", "苏E", "0512"),
                    new Place("浙江省", "杭州市", "西湖区", "330106", "浙A", "0571"),
                    new Place("福建省", "厦门市", "思明区", "350203", "闽D", "0592"),
                    new Place("山东省", "青岛市", "市南区", "370202", "鲁B", "0532"),
                    new Place("湖北省", "武汉市", "江汉区", "420103", "鄂A", "027"),
                    new Place("湖南省", "长沙市", "岳麓区", "430104", "湘A", "0731"),
                    new Place("广东省", "广州市", "天河区", "440106", "粤A", "020"),
                    new Place("广东省", "深圳市", "南山区", "440305", "粤B", "0755"),
                    new Place("重庆市", "重庆市", "渝中区", "500103", "渝A", "023"),
                    new Place("四川省", "成都市", "锦江区", "510104", "川A", "028"),
                    new Place("云南省", "昆明市", "五华区", "530102", "云A", "0871"),
                    new Place("陕西省", "西安市", "雁塔区", "610113", "陕A", "029"));

    /** The address as it is written, without the province where the city is one. */
    String address(String street) {
        return (province.equals(city) ? province : province + city) + district + street;
    }
}
