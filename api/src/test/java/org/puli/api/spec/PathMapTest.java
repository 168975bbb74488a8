package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker of each platform makes of paths that were written on another. */
class PathMapTest {
    private static final List<PathRule> RULES = List.of(
            new PathRule("archive", "/mnt/films/archive", null, "A:\\"),
            new PathRule("films", "/mnt/films", "/Volumes/films", "F:\\films"),
            new PathRule("same", "/same", "/same", "S:/same"),
            new PathRule("share", "/mnt/share", null, "\\\\nas\\share"),
            new PathRule("tools", "/opt/tools", "/Library/tools", "T:\\tools", true, PathTest.NONE, List.of()),
            new PathRule("alone", "/mnt/alone", null, null));

    private static String on(Platform platform, String value) {
        return new PathMap(platform, RULES).change("argument 1", value).after();
    }

    @ParameterizedTest
    @CsvSource({
        "/Volumes/films/a.exr, /mnt/films/a.exr",
        "/Volumes/films, /mnt/films",
        "/Volumes/films/, /mnt/films/",
        "/Volumes/films//a/./b, /mnt/films//a/./b",
        "/Volumes//films/a, /mnt/films/a",
        "F:\\films\\a\\b.exr, /mnt/films/a/b.exr",
        "f:/FILMS/A\\b.exr, /mnt/films/A/b.exr",
        "A:\\x, /mnt/films/archive/x",
        "a:/, /mnt/films/archive/",
        "\\\\NAS\\share\\a b.exr, /mnt/share/a b.exr",
        "//nas/share/x, /mnt/share/x",
        "S:\\same\\x, /same/x"
    })
    void linuxFindsWhatOthersWrote(String written, String found) {
        assertThat(on(Platform.LINUX, written)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "/mnt/films/a/b.exr, F:\\films\\a\\b.exr",
        "/Volumes/films/a, F:\\films\\a",
        "/mnt/films/archive/x, A:\\x",
        "/mnt/films/archive, A:\\",
        "/same/a/b, S:/same/a/b",
        "/mnt/share/x, \\\\nas\\share\\x"
    })
    void windowsFindsThemWithItsOwnSlashes(String written, String found) {
        assertThat(on(Platform.WINDOWS, written)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"F:\\films\\a\\b.exr, /Volumes/films/a/b.exr", "/mnt/films/a, /Volumes/films/a", "/same/a, /same/a"})
    void macosFindsThemToo(String written, String found) {
        assertThat(on(Platform.MACOS, written)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "/Volumes/filmstock/a", // a longer name is another folder
        "/volumes/films/a", // elsewhere than on Windows case counts
        "Volumes/films/a", // relative
        "//Volumes/films/a", // two slashes at the beginning are something else
        "A:", // the folder at which some program is on that drive
        "A:x",
        "\\Volumes\\films\\a",
        "http://Volumes/films",
        "see /Volumes/films/a",
        "-x",
        "=/Volumes/films/a",
        "a/b=/Volumes/films/a",
        "''"
    })
    void whatIsNoPathInARootStays(String value) {
        PathChange change = new PathMap(Platform.LINUX, RULES).change("argument 1", value);
        assertThat(change.after()).isEqualTo(value);
        assertThat(change.differs()).isFalse();
        assertThat(change.rule()).isNull();
    }

    @Test
    void whatIsRightAlreadyStaysAndTheLongestRootDecides() {
        assertThat(on(Platform.LINUX, "/mnt/films/archive/x")).isEqualTo("/mnt/films/archive/x");
        // The archive is nowhere on macOS: what lies there is not taken for a part of the films.
        PathChange change = new PathMap(Platform.MACOS, RULES).change("value 1", "/mnt/films/archive/x");
        assertThat(change.after()).isEqualTo("/mnt/films/archive/x");
        assertThat(change.rule()).isEqualTo("archive");
        assertThat(change.to()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "--scene=F:\\films\\a.ma, --scene=/mnt/films/a.ma",
        "-Dscene=/Volumes/films/a=b, -Dscene=/mnt/films/a=b",
        "out=/Volumes/films, out=/mnt/films"
    })
    void theValueOfAFlagIsAPathOfItsOwn(String written, String found) {
        assertThat(on(Platform.LINUX, written)).isEqualTo(found);
    }

    @Test
    void listsAreTakenApartWhereTheRuleSaysSo() {
        assertThat(on(Platform.LINUX, "T:\\tools\\a;t:/TOOLS/b;C:\\x")).isEqualTo("/opt/tools/a:/opt/tools/b:C:\\x");
        assertThat(on(Platform.WINDOWS, "/opt/tools/a:/opt/tools/b")).isEqualTo("T:\\tools\\a;T:\\tools\\b");
        assertThat(on(Platform.WINDOWS, "/opt/tools/a:$HOME/x:")).isEqualTo("T:\\tools\\a;$HOME/x;");
        assertThat(on(Platform.MACOS, "PYTHONPATH=/opt/tools/a:.:/x")).isEqualTo("PYTHONPATH=/Library/tools/a:.:/x");
        assertThat(on(Platform.LINUX, "/opt/tools/a:/x")).isEqualTo("/opt/tools/a:/x");
        // Neither is a list of paths: a host before a path, and words.
        assertThat(on(Platform.WINDOWS, "nas:/opt/tools/a")).isEqualTo("nas:/opt/tools/a");
        assertThat(on(Platform.LINUX, "T:\\tools\\a;and more")).isEqualTo("/opt/tools/a;and more");
    }

    @Test
    void withoutThatAValueIsOnePath() {
        assertThat(on(Platform.LINUX, "/Volumes/films/a:/Volumes/films/b")).isEqualTo("/mnt/films/a:/Volumes/films/b");
    }

    @Test
    void aChangeSaysWhichRuleItIsAndBothRoots() {
        assertThat(new PathMap(Platform.LINUX, RULES).change("variable A", "f:/films/x"))
                .isEqualTo(
                        new PathChange("variable A", "f:/films/x", "/mnt/films/x", "films", "F:\\films", "/mnt/films"));
    }

    @Test
    void aPathComesBackAsItWas() {
        for (String path : List.of("/mnt/films/a b/c.0001.exr", "/mnt/films/archive/x", "/same/x", "/mnt/share/x/y")) {
            assertThat(on(Platform.LINUX, on(Platform.WINDOWS, path))).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @CsvSource({"Linux,LINUX", "Mac OS X,MACOS", "darwin,MACOS", "windows 11,WINDOWS", "FreeBSD,", "'',"})
    void platformsAreKnownByWhatJavaCallsThem(String name, Platform platform) {
        assertThat(Platform.find(name)).isEqualTo(platform);
    }
}
