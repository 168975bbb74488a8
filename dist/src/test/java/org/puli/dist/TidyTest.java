package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.puli.api.view.Status;

/** Reads the source text and holds it to the sizes and habits of the architecture. */
class TidyTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 50;
    private static final int MOST_PARAMETERS = 6;
    private static final int LONGEST_LINE = 120;

    @Test
    void filesAreSmallRooms() {
        assertThat(SourceTree.allSources()).isNotEmpty();
        assertThat(SourceTree.allSources().stream()
                        .filter(file -> SourceTree.lines(file).size() > LONGEST_FILE)
                        .map(SourceTree::name))
                .isEmpty();
        assertThat(median(SourceTree.mainSources().stream()
                        .map(file -> SourceTree.lines(file).size())
                        .toList()))
                .isLessThan(100);
    }

    @Test
    void linesFitThePage() {
        List<String> faults = new ArrayList<>();
        for (Path file : SourceTree.allSources()) {
            for (String line : SourceTree.lines(file)) {
                if (line.length() > LONGEST_LINE) {
                    faults.add(SourceTree.name(file) + ": " + line);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void methodsAreOneIdea() {
        List<Integer> lengths = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Path file : SourceTree.mainSources()) {
            for (SourceMethod method : SourceMethod.in(file)) {
                lengths.add(method.length());
                if (method.length() > LONGEST_METHOD) {
                    faults.add(method + " has " + method.length() + " lines");
                }
                if (method.parameterCount() > MOST_PARAMETERS) {
                    faults.add(method + " has " + method.parameterCount() + " parameters");
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(lengths).hasSizeGreaterThan(500);
        assertThat(median(lengths)).isLessThanOrEqualTo(6);
    }

    @Test
    void nothingIsLeftForLaterWithoutSayingWhere() {
        Pattern later = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
        for (Path file : SourceTree.allSources()) {
            if (!file.endsWith("TidyTest.java")) {
                assertThat(later.matcher(SourceTree.read(file)).find())
                        .as(SourceTree.name(file))
                        .isFalse();
            }
        }
    }

    @Test
    void everySuppressedWarningSaysWhy() {
        for (Path file : SourceTree.allSources()) {
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith("@SuppressWarnings")) {
                    boolean isExplained = lines.get(i).contains("//")
                            || (i > 0 && lines.get(i - 1).strip().startsWith("//"));
                    assertThat(isExplained)
                            .as(SourceTree.name(file) + ":" + (i + 1) + " says why it suppresses a warning")
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        for (Path file : SourceTree.mainSources()) {
            Path folder = file.getParent();
            if (!file.endsWith("module-info.java")) {
                assertThat(folder.resolve("package-info.java")).exists();
            }
        }
    }

    @Test
    void testsDoNotSleep() {
        for (Path file : SourceTree.allSources()) {
            boolean isTest = file.toString().contains("src/test/") && !file.endsWith("TidyTest.java");
            if (isTest) {
                assertThat(SourceTree.read(file)).as(SourceTree.name(file)).doesNotContain("Thread.sleep(");
            }
        }
    }

    @Test
    void theArchitecturePageNamesOnlyWhatExists() throws Exception {
        Path page = SourceTree.ROOT.resolve("ARCHITECTURE.md");
        List<String> names = SourceTree.allSources().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
        String text = SourceTree.read(page);
        assertThat(text.lines().count()).isLessThanOrEqualTo(300);
        Matcher matcher = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z0-9]+)+)`").matcher(text);
        List<String> dead = new ArrayList<>();
        while (matcher.find()) {
            boolean isNested = SourceTree.mainSources().stream()
                    .anyMatch(file -> SourceTree.read(file).contains("record " + matcher.group(1) + "("));
            if (!names.contains(matcher.group(1)) && !isNested) {
                dead.add(matcher.group(1));
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyStatusStandsInTheGlossary() {
        String glossary = SourceTree.read(SourceTree.ROOT.resolve("docs/glossary.md"));
        assertThat(Stream.of(Status.values()).map(Status::name))
                .allSatisfy(status -> assertThat(glossary).contains("| `" + status + "`"));
    }

    @Test
    void everyDependencyIsAccountedFor() throws Exception {
        String page = SourceTree.read(SourceTree.ROOT.resolve("docs/dependencies.md"));
        Matcher matcher = Pattern.compile("<artifactId>([a-z0-9-]+)</artifactId>")
                .matcher(Files.readString(SourceTree.ROOT.resolve("pom.xml"))
                        .replaceAll("(?s)<build>.*?</build>", "")
                        .replaceAll("(?s)<profiles>.*", ""));
        while (matcher.find()) {
            if (!matcher.group(1).startsWith("puli")) {
                assertThat(page).contains(matcher.group(1));
            }
        }
    }

    private static int median(List<Integer> numbers) {
        return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(0);
    }
}
