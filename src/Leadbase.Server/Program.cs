return await Leadbase.Server.Cli.CommandLine.RunAsync(args);
