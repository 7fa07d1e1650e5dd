using Leadbase.Gateway;
using Leadbase.Records.Leads;

namespace Leadbase.Records;

/// <summary>The operations of leads.</summary>
public static class RecordsModule
{
    /// <summary>Maps them.</summary>
    public static Routes MapRecords(this Routes routes) => routes
        .Map("getLeadByIdUsingGET", GetLeadById.Handle)
        .Map("getLeadsByFilterUsingGET", GetLeadsByFilter.Handle)
        .Map("syncLeadUsingPOST", SyncLeads.Handle)
        .Map("deleteLeadsUsingPOST", DeleteLeads.Handle)
        .Map("describeUsingGET_2", DescribeLead.Handle)
        .Map("describeUsingGET_6", DescribeLead.Handle2)
        .Map("getLeadFieldsUsingGET", LeadFields.Browse)
        .Map("getLeadFieldByNameUsingGET", LeadFields.GetByName)
        .Map("createLeadFieldUsingPOST", CreateLeadFields.Handle)
        .Map("updateLeadFieldUsingPOST", UpdateLeadField.Handle)
        .Map("getLeadPartitionsUsingGET", GetLeadPartitions.Handle)
        .Map("updatePartitionsUsingPOST", UpdateLeadPartition.Handle);
}
