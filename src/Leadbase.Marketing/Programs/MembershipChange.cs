using Leadbase.Activities;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Programs;

/// <summary>What a change of a program's members is made in.</summary>
/// <param name="Schema">The object types.</param>
/// <param name="Program">The program.</param>
/// <param name="Partitions">The lead partitions that the change reaches.</param>
/// <param name="Cause">Why, as the activities say it.</param>
public sealed record MembershipContext(RecordSchema Schema, MarketingProgram Program, LeadPartitions Partitions, ChangeCause Cause)
{
    /// <summary>The program member object.</summary>
    internal ObjectType Member => Schema.Get(StandardObjects.ProgramMember);

    /// <summary>An activity of a lead about the program.</summary>
    internal Activity Activity(long type, long lead, string? attributes) => new(type, lead, Cause.Now, Program.Id, Program.Asset.Name, attributes);
}

/// <summary>What became of a batch of members.</summary>
/// <param name="Outcomes">One per record, in input order; the row is the member's.</param>
/// <param name="Activities">What whoever runs the transaction appends last.</param>
public sealed record MembershipChanges(IReadOnlyList<RecordOutcome> Outcomes, IReadOnlyList<Activity> Activities);
