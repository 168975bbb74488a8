package org.puli.dist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A method or constructor with a body, found in formatted source text by its indentation. */
record SourceMethod(String file, String name, int length, int parameterCount) {
    private static final Pattern START = Pattern.compile("^(?: {4}| {8}| {12})(?:@\\w+(?:\\([^)]*\\))? )*"
            + "(?:(?:public|protected|private|static|final|abstract|synchronized|default) )*"
            + "(?:<[^>]+> )?(?:[\\w.@<>,\\[\\]? ]+ )?(\\w+)\\(([^;{]*)\\)\\s*(?:throws [\\w., ]+)?\\s*\\{$");
    private static final Pattern NOT_A_METHOD =
            Pattern.compile("if|for|while|switch|catch|try|synchronized|record|return|new");

    static List<SourceMethod> in(Path file) {
        List<String> lines = SourceTree.lines(file);
        List<SourceMethod> methods = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String head = head(lines, i);
            Matcher matcher = START.matcher(head);
            boolean isRecord = head.contains(" record ") || head.strip().startsWith("record ");
            if (matcher.matches()
                    && !isRecord
                    && !NOT_A_METHOD.matcher(matcher.group(1)).matches()) {
                methods.add(new SourceMethod(
                        SourceTree.name(file), matcher.group(1), length(lines, i), parameters(matcher.group(2))));
            }
        }
        return methods;
    }

    /** A declaration on one line, also when it was written over several. */
    private static String head(List<String> lines, int start) {
        String first = lines.get(start);
        if (!first.matches("^ {4,12}\\S.*\\($|^ {4,12}\\S.*[,(]$")
                || first.strip().startsWith("//")) {
            return first;
        }
        StringBuilder head = new StringBuilder(first);
        for (int i = start + 1; i < Math.min(lines.size(), start + 12); i++) {
            head.append(' ').append(lines.get(i).strip());
            if (lines.get(i).endsWith("{") || lines.get(i).endsWith(";")) {
                return head.toString().replace("( ", "(");
            }
        }
        return first;
    }

    private static int length(List<String> lines, int start) {
        String indent = lines.get(start)
                .substring(0, lines.get(start).indexOf(lines.get(start).strip()));
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals(indent + "}")) {
                return i - start - 1;
            }
        }
        return 0;
    }

    private static int parameters(String list) {
        if (list.isBlank()) {
            return 0;
        }
        int depth = 0;
        int count = 1;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
            count += c == ',' && depth == 0 ? 1 : 0;
        }
        return count;
    }

    @Override
    public String toString() {
        return file + "#" + name;
    }
}
