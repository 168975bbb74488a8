package org.puli.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of {@code puli} itself: all verbs, grouped by what one wants to do. Stateless. */
final class FrontPage {
    private static final int WIDTH = 14;
    private static final String INDENT = " ".repeat(WIDTH + 4);

    /** Verbs of one line, in characters: with what stands before it a terminal of 80 columns holds it. */
    private static final int LONGEST = 58;

    private FrontPage() {}

    static void installOn(CommandLine puli) {
        Map<String, CommandLine.IHelpSectionRenderer> sections = new LinkedHashMap<>(puli.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, help -> "puli VERB ... , for example: puli job list\n");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "\n");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, FrontPage::verbs);
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> """

                puli VERB --help tells more about each. The dispatcher is found by --server, else PULI_SERVER,
                else the config file, else at http://127.0.0.1:8004.
                """);
        puli.getCommandSpec().usageMessage().sectionMap(sections);
    }

    /** What can be done to a noun is read from the noun itself, so that this page cannot fall behind. */
    private static String verbs(Help help) {
        Page page = new Page(help);
        page.group("Start here");
        page.line("demo", "a farm in one command: it renders a turntable while you watch");
        page.group("Send and steer work");
        page.line("submit FILE", "send a job; submit -- COMMAND: one command without a file");
        page.noun("job", "whole jobs, or a group or task of one");
        page.noun("command", "the single frames or chunks of a job");
        page.group("Look after the farm");
        page.noun("farm", "everything at a glance");
        page.noun("worker", "the machines; local is the one that you sit at");
        page.noun("pool", "sets of workers");
        page.noun("share", "how a pool is divided");
        page.noun("license", "counted licenses");
        page.noun("path", "where storage is on each platform, and who sees it");
        page.noun("audit", "who changed what, and when");
        page.line("usage", "core-hours by owner, production, day and more");
        page.group("Run a farm");
        page.line("dispatcher run", "the one that shares the work");
        page.line("worker run", "one on each machine that renders; install: its unit");
        page.noun("database", "what is kept: looked at, kept safe, moved, emptied");
        page.noun("config", "every setting");
        page.noun("tls", "a site's own certificates");
        page.group("This program");
        page.line("completion", "a completion script for bash and zsh");
        page.line("version", "which Puli this is");
        page.line("build, test", "for developers: build what is stale, run every test");
        page.line("simulate", "for developers: whole farms in virtual time, with faults");
        page.line("bench, crash", "for developers: how fast it is, and what survives a kill");
        return page.text();
    }

    /** The lines so far. */
    private static final class Page {
        private final Help help;
        private final StringBuilder text = new StringBuilder();

        Page(Help help) {
            this.help = help;
        }

        void group(String title) {
            text.append(styled("bold", title)).append('\n');
        }

        void line(String first, String rest) {
            text.append("  ")
                    .append(styled("yellow", first))
                    .append(" ".repeat(Math.max(2, WIDTH + 2 - first.length())))
                    .append(rest)
                    .append('\n');
        }

        void noun(String noun, String about) {
            line(noun, about);
            StringBuilder line = new StringBuilder();
            CommandLine known =
                    Objects.requireNonNull(help.commandSpec().subcommands().get(noun), noun);
            for (String verb : known.getSubcommands().keySet()) {
                if (line.length() + verb.length() > LONGEST) {
                    text.append(INDENT).append(line).append(",\n");
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : ", ").append(verb);
            }
            text.append(INDENT).append(line).append('\n');
        }

        private String styled(String style, String words) {
            return help.colorScheme().ansi().string("@|" + style + " " + words + "|@");
        }

        String text() {
            return text.toString();
        }
    }
}
