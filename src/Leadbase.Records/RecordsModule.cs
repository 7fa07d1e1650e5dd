using Leadbase.Gateway;
using Leadbase.Records.CustomObjects;
using Leadbase.Records.Leads;
using Leadbase.Records.Memberships;
using Leadbase.Records.Objects;
using Leadbase.Records.Objects.Operations;

namespace Leadbase.Records;

/// <summary>The operations of leads and of the objects beside them.</summary>
public static class RecordsModule
{
    /// <summary>Maps them.</summary>
    public static Routes MapRecords(this Routes routes)
    {
        MapLeads(routes);
        MapFields(routes);
        MapObject(routes, StandardObjects.Company, "describeUsingGET", "getCompaniesUsingGET", "syncCompaniesUsingPOST", "deleteCompaniesUsingPOST");
        MapObject(routes, StandardObjects.SalesPerson, "describeUsingGET_5", "getSalesPersonUsingGET", "syncSalesPersonsUsingPOST", "deleteSalesPersonUsingPOST");
        MapObject(routes, StandardObjects.Opportunity, "describeUsingGET_4", "getOpportunitiesUsingGET", "syncOpportunitiesUsingPOST", "deleteOpportunitiesUsingPOST");
        MapObject(routes, StandardObjects.OpportunityRole, "describeOpportunityRoleUsingGET", "getOpportunityRolesUsingGET", "syncOpportunityRolesUsingPOST", "deleteOpportunityRolesUsingPOST");
        MapObject(routes, StandardObjects.NamedAccount, "describeUsingGET_3", "getNamedAccountsUsingGET", "syncNamedAccountsUsingPOST", "deleteNamedAccountsUsingPOST");
        MapNamedAccountLists(routes);
        MapCustomObjects(routes);
        MapCustomObjectTypes(routes);
        return routes;
    }

    private static void MapNamedAccountLists(Routes routes) => routes
        .Map("getNamedAccountListsUsingGET", GetObjects.Of(StandardObjects.NamedAccountList))
        .Map("syncNamedAccountListsUsingPOST", SyncObjects.Of(StandardObjects.NamedAccountList))
        .Map("deleteNamedAccountListsUsingPOST", SyncObjects.DeleteOf(StandardObjects.NamedAccountList))
        .Map("getNamedAccountListMembersUsingGET", NamedAccountListMembers.Get)
        .Map("addNamedAccountListMembersUsingPOST", NamedAccountListMembers.Add)
        .Map("removeNamedAccountListMembersUsingPOST", NamedAccountListMembers.Remove);

    private static void MapObject(Routes routes, string name, string describe, string get, string sync, string delete) => routes
        .Map(describe, DescribeObject.Of(name))
        .Map(get, GetObjects.Of(name))
        .Map(sync, SyncObjects.Of(name))
        .Map(delete, SyncObjects.DeleteOf(name));

    private static void MapLeads(Routes routes) => routes
        .Map("getLeadByIdUsingGET", GetLeadById.Handle)
        .Map("getLeadsByFilterUsingGET", GetLeadsByFilter.Handle)
        .Map("syncLeadUsingPOST", SyncLeads.Handle)
        .Map("deleteLeadsUsingPOST", DeleteLeads.Handle)
        .Map("associateLeadUsingPOST", AssociateLead.Handle)
        .Map("mergeLeadsUsingPOST", MergeLeads.Handle)
        .Map("describeUsingGET_2", DescribeLead.Handle)
        .Map("describeUsingGET_6", DescribeLead.Handle2)
        .Map("getLeadPartitionsUsingGET", GetLeadPartitions.Handle)
        .Map("updatePartitionsUsingPOST", UpdateLeadPartition.Handle)
        .Map("getLeadChangesUsingGET", GetLeadChanges.Handle)
        .Map("addCustomActivityUsingPOST", AddCustomActivities.Handle);

    private static void MapFields(Routes routes) => routes
        .Map("getLeadFieldsUsingGET", ObjectFields.BrowseOf(StandardObjects.Lead))
        .Map("getLeadFieldByNameUsingGET", ObjectFields.ByNameOf(StandardObjects.Lead))
        .Map("createLeadFieldUsingPOST", CreateObjectFields.Of(StandardObjects.Lead))
        .Map("updateLeadFieldUsingPOST", UpdateObjectField.Of(StandardObjects.Lead))
        .Map("getProgramMemberFieldsUsingGET", ObjectFields.BrowseOf(StandardObjects.ProgramMember))
        .Map("getProgramMemberFieldByNameUsingGET", ObjectFields.ByNameOf(StandardObjects.ProgramMember))
        .Map("createProgramMemberFieldUsingPOST", CreateObjectFields.Of(StandardObjects.ProgramMember))
        .Map("updateProgramMemberFieldUsingPOST", UpdateObjectField.Of(StandardObjects.ProgramMember))
        .Map("describeProgramMemberUsingGET", DescribeProgramMember.Handle)
        .Map("describeProgramMemberUsingGET2", DescribeProgramMember.Handle2)
        .Map("getCompanyFieldsUsingGET", ObjectFields.BrowseOf(StandardObjects.Company))
        .Map("getCompanyFieldByNameUsingGET", ObjectFields.ByNameOf(StandardObjects.Company))
        .Map("getOpportunityFieldsUsingGET", ObjectFields.BrowseOf(StandardObjects.Opportunity))
        .Map("getOpportunityFieldByNameUsingGET", ObjectFields.ByNameOf(StandardObjects.Opportunity))
        .Map("getNamedAccountFieldsUsingGET", ObjectFields.BrowseOf(StandardObjects.NamedAccount))
        .Map("getNamedAccountFieldByNameUsingGET", ObjectFields.ByNameOf(StandardObjects.NamedAccount));

    private static void MapCustomObjects(Routes routes) => routes
        .Map("listCustomObjectsUsingGET", DescribeObject.ListCustom)
        .Map("describeUsingGET_1", DescribeObject.Of(ObjectChoices.Custom))
        .Map("getCustomObjectsUsingGET", GetObjects.Of(ObjectChoices.Custom))
        .Map("syncCustomObjectsUsingPOST", SyncObjects.Of(ObjectChoices.Custom))
        .Map("deleteCustomObjectsUsingPOST", SyncObjects.DeleteOf(ObjectChoices.Custom));

    private static void MapCustomObjectTypes(Routes routes) => routes
        .Map("listCustomObjectTypesUsingGET", DescribeCustomObjectTypes.List)
        .Map("describeCustomObjectTypeUsingGET", DescribeCustomObjectTypes.Describe)
        .Map("getCustomObjectTypeDependentAssetsUsingGET", DescribeCustomObjectTypes.Dependents)
        .Map("getCustomObjectTypeLinkableObjectsUsingGET", LinkableObjects.Handle)
        .Map("getCustomObjectTypeFieldDataTypesUsingGET", CustomObjectFields.DataTypes)
        .Map("syncCustomObjectTypeUsingPOST", SyncCustomObjectType.Handle)
        .Map("addCustomObjectTypeFieldsUsingPOST", CustomObjectFields.Add)
        .Map("updateCustomObjectTypeFieldUsingPOST", CustomObjectFields.Update)
        .Map("deleteCustomObjectTypeFieldsUsingPOST", CustomObjectFields.Delete)
        .Map("approveCustomObjectTypeUsingPOST", CustomObjectTypeLifecycle.Approve)
        .Map("discardCustomObjectTypeUsingPOST", CustomObjectTypeLifecycle.Discard)
        .Map("deleteCustomObjectTypeUsingPOST", CustomObjectTypeLifecycle.Delete);
}
