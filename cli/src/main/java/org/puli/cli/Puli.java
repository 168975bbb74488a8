package org.puli.cli;

import org.puli.cli.audit.AuditCommand;
import org.puli.cli.command.CommandCommand;
import org.puli.cli.config.ConfigCommand;
import org.puli.cli.demo.Demo;
import org.puli.cli.farm.FarmCommand;
import org.puli.cli.job.JobCommand;
import org.puli.cli.job.Submit;
import org.puli.cli.license.LicenseCommand;
import org.puli.cli.path.PathCommand;
import org.puli.cli.pool.PoolCommand;
import org.puli.cli.share.ShareCommand;
import org.puli.cli.tls.TlsCommand;
import org.puli.cli.usage.Usage;
import org.puli.cli.worker.WorkerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The first word of every verb. */
@Command(
        name = "puli",
        description = "Puli shares a farm of machines among jobs that render frames.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = Version.TEXT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:what was asked for failed",
            "2:wrong usage or bad input; nothing was changed",
            "3:no dispatcher answers",
            "4:the dispatcher refused, or what the verb is about is not there"
        },
        subcommands = {
            Demo.class,
            Submit.class,
            JobCommand.class,
            CommandCommand.class,
            WorkerCommand.class,
            PoolCommand.class,
            ShareCommand.class,
            LicenseCommand.class,
            PathCommand.class,
            FarmCommand.class,
            AuditCommand.class,
            Usage.class,
            ConfigCommand.class,
            TlsCommand.class,
            Completion.class,
            VersionVerb.class
        })
final class Puli {}
