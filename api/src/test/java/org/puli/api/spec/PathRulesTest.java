package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRulesTest {
    private static final PathRule FILMS = new PathRule("films", "/mnt/films", "/Volumes/films", "F:\\films");

    private static String conflict(PathRule rule) {
        return PathRules.conflict(rule, List.of(FILMS));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,-,-,names no root",
                "'',-,-,the root for linux is empty",
                "mnt/films,-,-,is not absolute; a root for linux is such as /mnt/films",
                "//nas/films,-,-,is not absolute",
                "/,-,-,is the root of everything",
                "/mnt/../etc,-,-,has '.' or '..' in it",
                "-,Volumes,-,a root for macos is such as /mnt/films",
                "-,-,films,a root for windows is such as F:\\films or \\\\server\\films",
                "-,-,F:,the root for windows is not absolute|",
                "-,-,\\films,is not absolute",
                "-,-,\\\\nas,is not absolute",
                "-,-,/mnt/films,is not absolute",
                "/a/b,/a,-,lie in each other"
            })
    void aFaultyRuleIsToldWithItsPlace(String linux, String macos, String windows, String problem) {
        PathRule rule = new PathRule("x", linux, macos, windows);
        if (problem.endsWith("|")) {
            // A bare drive is taken for its top folder.
            assertThat(rule.windows()).isEqualTo("F:\\");
            return;
        }
        assertThat(PathRules.problems(rule)).singleElement().asString().contains(problem);
    }

    @Test
    void aRootHasFiveHundredAndTwelveCharactersAtMostAndNoneThatCannotBeSeen() {
        String longest = "/" + "x".repeat(PathRoot.LONGEST - 1);
        assertThat(PathRules.problems(new PathRule("x", longest, null, null))).isEmpty();
        assertThat(PathRules.problems(new PathRule("x", longest + "x", null, null)))
                .containsExactly("the root for linux has 513 characters; at most 512 are allowed");
        assertThat(PathRules.problems(new PathRule("x", "/a\nb", null, null)))
                .containsExactly("the root for linux has a control character");
    }

    @Test
    void slashesAtTheEndMeanNothing() {
        PathRule rule = new PathRule("x", "/mnt/films//", "/Volumes/films/", "f:/films\\");
        assertThat(List.of(rule.linux(), rule.macos(), rule.windows()))
                .containsExactly("/mnt/films", "/Volumes/films", "f:/films");
        assertThat(new PathRule("x", null, null, "f:/").windows()).isEqualTo("f:/");
    }

    @Test
    void aRootStandsInOneRuleOnly() {
        assertThat(conflict(new PathRule("other", "/mnt/films/", null, null)))
                .isEqualTo("path rule 'other' is ambiguous: the root for linux, /mnt/films, is the root for linux,"
                        + " /mnt/films, of rule 'films' already");
        assertThat(conflict(new PathRule("other", null, "/mnt/films", null))).contains("is ambiguous");
        assertThat(conflict(new PathRule("other", null, null, "f:/FILMS"))).contains("is ambiguous");
        assertThat(conflict(new PathRule("films", "/mnt/films", null, "G:\\"))).isEmpty();
        assertThat(conflict(new PathRule("other", "/mnt/filmstock", null, "F:\\")))
                .isEmpty();
    }

    @Test
    void aRootMayLieInAnotherOfTheSamePlatform() {
        assertThat(conflict(new PathRule("inner", "/mnt/films/archive", "/Volumes/films/archive", "A:\\")))
                .isEmpty();
        assertThat(conflict(new PathRule("outer", "/mnt", null, "F:\\"))).isEmpty();
    }

    @Test
    void aRootOfLinuxThatLiesInOneOfMacosBelongsToNobody() {
        assertThat(conflict(new PathRule("other", null, "/mnt/films/mac", null)))
                .contains("the root for macos, /mnt/films/mac, and the root for linux, /mnt/films, of rule 'films'")
                .contains("nobody can tell whose path one is");
        assertThat(conflict(new PathRule("other", "/Volumes", null, null))).contains("nobody can tell");
        // What is the same on both is the longer match for both, and rightly so.
        assertThat(conflict(new PathRule("other", "/mnt/films/x", "/mnt/films/x", null)))
                .isEmpty();
    }

    @Test
    void twoRulesDoNotHoldEachOtherCrosswise() {
        assertThat(conflict(new PathRule("cross", "/mnt/films/x", null, "F:\\")))
                .contains("crosswise");
    }

    @Test
    void aRuleIsSaidInOneLine() {
        assertThat(FILMS.words()).isEqualTo("linux /mnt/films, macos /Volumes/films, windows F:\\films, test read");
        assertThat(new PathRule("x", "/a", null, null, true, PathTest.WRITE, List.of(JobSpec.DEFAULT_POOL)).words())
                .isEqualTo("linux /a, lists too, test write by [default]");
        assertThat(FILMS.maps()).isTrue();
        assertThat(new PathRule("x", "/a", null, null).maps()).isFalse();
    }
}
