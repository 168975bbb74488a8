package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.PoolName;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;

class PathReaderTest {
    @Test
    void aRuleIsReadAndWrittenWhole() {
        String text = """
                {"name": "films", "linux": "/mnt/films", "windows": "F:\\\\", "lists": true, "test": "write",
                 "pools": ["night"]}""";
        PathRule rule = PathReader.rule(text, "films");
        assertThat(rule)
                .isEqualTo(new PathRule(
                        "films", "/mnt/films", null, "F:\\", true, PathTest.WRITE, List.of(new PoolName("night"))));
        assertThat(PathReader.rule(Json.write(rule), "films")).isEqualTo(rule);
        assertThat(Json.read(Json.write(rule), PathRule.class)).isEqualTo(rule);
        assertThat(PathReader.rule("{\"linux\": \"/a\"}", "a"))
                .isEqualTo(new PathRule("a", "/a", null, null, false, PathTest.READ, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"linux\": \"/a\", \"windws\": \"F:\"} | unknown key 'windws'; did you mean 'windows'?",
                "{\"linux\": 5} | the root for linux is not absolute",
                "{\"linux\": [1]} | /linux: expected an absolute folder",
                "{\"linux\": \"/a\", \"test\": \"always\"} | /test: expected none, read or write; found",
                "{\"linux\": \"/a\", \"lists\": \"x\"} | /lists",
                "{\"linux\": \"/a\", \"pools\": [\"a b\"]} | /pools/0: the pool name has the character",
                "{\"linux\": \"/a\", \"name\": \"b\"} | /name: the path says 'a'",
                "{} | names no root"
            })
    void aFaultyRuleSaysWhatIsWrongWhere(String json, String problem) {
        assertThatThrownBy(() -> PathReader.rule(json, "a"))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining(problem);
    }
}
