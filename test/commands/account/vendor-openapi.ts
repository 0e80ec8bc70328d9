/** A description of the Case Management API laid out as the vendor's portals publish theirs: shared parts behind $refs, ids of a generator, examples, extensions. */
export const VENDOR_OPENAPI = `
openapi: 3.0.3
info:
  title: Case Management API
  description: The API for the Case Management Service.
  version: 2.0.0
  x-api-id: 4f0c
  contact: {name: API Support, email: api-support@vendor.example}
servers:
  - url: https://api.vendor.example
    description: Production
security:
  - BearerAuth: []
tags:
  - {name: Trouble Ticket / Case, description: APIs related to trouble tickets or cases.}
  - {name: Case}
  - {name: Attachment}
  - {name: Email}
paths:
  /caseManagement/v2/ticket:
    post:
      tags: [Trouble Ticket / Case]
      summary: Create a trouble ticket / case
      description: This method create a trouble ticket or case.
      operationId: createCaseOrTicketUsingPOST_1
      requestBody: {$ref: '#/components/requestBodies/TicketRequest'}
      responses:
        '201': {$ref: '#/components/responses/TicketCreated'}
        '400': {$ref: '#/components/responses/BadRequest'}
  /caseManagement/v2/ticket/{id}:
    parameters:
      - {$ref: '#/components/parameters/CaseOrOrderNumber'}
    get:
      tags: [Trouble Ticket / Case]
      summary: Get a trouble ticket by case / order number
      operationId: getCaseUsingGET
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: {$ref: '#/components/schemas/TicketDetailResponse'}
              examples: {one: {value: {id: '11150929', status: IN_PROGRESS}}}
        '404': {$ref: '#/components/responses/BadRequest'}
  /caseManagement/v1/case/{caseNumber}/modify:
    parameters:
      - {$ref: '#/components/parameters/CaseNumber'}
    post:
      tags: [Trouble Ticket / Case]
      summary: Modify a case by case number
      operationId: modifyCaseUsingPOST
      requestBody: {$ref: '#/components/requestBodies/ModifyRequest'}
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                type: object
                required: [result]
                properties:
                  result:
                    type: object
                    properties:
                      caseId: {type: string}
                      caseNotesId: {type: string}
                      caseNumber: {$ref: '#/components/schemas/CaseNumber'}
  /caseManagement/v2/ticket/{id}/modify:
    post:
      tags: [Trouble Ticket / Case]
      summary: Modify a ticket by ID
      operationId: modifyTicketUsingPOST
      parameters:
        - {$ref: '#/components/parameters/CaseOrOrderNumber'}
      requestBody: {$ref: '#/components/requestBodies/ModifyRequest'}
      responses:
        '202':
          description: Accepted
          content:
            application/json:
              schema:
                allOf:
                  - type: object
                    properties:
                      ticketId: {$ref: '#/components/schemas/CaseOrOrderNumber'}
                      success: {type: boolean}
  /caseManagement/v2/ticket/{id}/cancellation:
    post:
      tags: [Trouble Ticket / Case]
      summary: Cancel a trouble ticket by case / order number
      operationId: cancelUsingPOST
      parameters:
        - {$ref: '#/components/parameters/CaseOrOrderNumber'}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [reason]
              properties:
                reason: {type: string, minLength: 1, maxLength: 4000}
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: {type: object, properties: {status: {type: string, enum: [OK]}}}
  /caseManagement/v2/case/{caseId}/file/{attachmentId}:
    get:
      tags: [Case, Attachment]
      summary: Download an attachment by case ID and attachment ID
      operationId: downloadUsingGET
      parameters:
        - {name: caseId, in: path, required: true, schema: {$ref: '#/components/schemas/CaseNumber'}}
        - {name: attachmentId, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: OK
          headers:
            Content-Disposition: {schema: {type: string}, example: attachment}
          content:
            application/octet-stream:
              schema: {type: string, format: binary}
  /caseManagement/v1/email/{emailId}/of/{caseNumber}:
    get:
      tags: [Case, Email]
      summary: Get email details by email ID and case number
      operationId: emailUsingGET
      parameters:
        - {name: emailId, in: path, required: true, schema: {type: string, minLength: 18, maxLength: 18}}
        - {$ref: '#/components/parameters/CaseNumber'}
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: {$ref: '#/components/schemas/EmailResponse'}
components:
  securitySchemes:
    BearerAuth: {type: http, scheme: bearer, bearerFormat: JWT}
  parameters:
    CaseOrOrderNumber:
      {name: id, in: path, required: true, description: Case or Order Number., schema: {$ref: '#/components/schemas/CaseOrOrderNumber'}}
    CaseNumber:
      {name: caseNumber, in: path, required: true, description: Case number., schema: {$ref: '#/components/schemas/CaseNumber'}}
  requestBodies:
    TicketRequest:
      required: true
      content:
        application/json:
          schema: {$ref: '#/components/schemas/TicketRequest'}
          examples: {Example 1: {value: {code: 0305-0000}}}
    ModifyRequest:
      required: true
      content:
        application/json:
          schema:
            type: object
            required: [text]
            properties:
              text: {type: string, minLength: 1, maxLength: 4000}
              attachments: {type: array, items: {$ref: '#/components/schemas/Attachments'}}
  responses:
    TicketCreated:
      description: Created
      content:
        application/json:
          schema:
            type: object
            properties:
              id: {$ref: '#/components/schemas/CaseOrOrderNumber'}
              type: {type: string, enum: [CASE, TROUBLE]}
    BadRequest:
      description: Bad request
      content:
        application/json:
          schema: {type: array, items: {type: object, properties: {errorCode: {type: string}, errorMessage: {type: string}}}}
  schemas:
    CaseNumber: {type: string, minLength: 8, maxLength: 8, example: '11150929'}
    CaseOrOrderNumber: {type: string, minLength: 8, maxLength: 100}
    Attachments: {type: array, maxItems: 5, items: {$ref: '#/components/schemas/Attachment'}}
    Attachment: {type: object, properties: {id: {type: string}, name: {type: string}, source: {type: string}}}
    0302-0400: {type: object, required: [requestedTerminationDate], properties: {requestedTerminationDate: {type: string, format: date}}}
    DigitalProductDetails: {type: object}
    TicketRequest:
      type: object
      required: [code, description]
      properties:
        code: {type: string}
        description: {type: string}
        primaryId: {type: string}
        secondaryId: {type: string}
        occurredDateTime: {type: string, format: date-time}
        customerReferenceId: {type: string}
        attachments: {$ref: '#/components/schemas/Attachments'}
        contacts: {type: array, items: {oneOf: [{type: object}, {type: object}]}}
        details:
          anyOf:
            - {$ref: '#/components/schemas/0302-0400'}
            - {$ref: '#/components/schemas/DigitalProductDetails'}
    TicketDetailResponse:
      type: object
      properties:
        id: {$ref: '#/components/schemas/CaseOrOrderNumber'}
        accountNumber: {type: string}
        accountName: {type: string}
        customerReferenceId: {type: string}
        channel: {type: string}
        orderId: {type: string}
        location: {type: object, properties: {ibx: {type: array, items: {type: string}}}}
        status: {type: string}
        contacts: {type: array, items: {type: object}}
        notes: {type: array, items: {type: object}}
        attachments: {type: array, items: {$ref: '#/components/schemas/Attachments'}}
        email: {type: array, items: {type: array, items: {type: object}}}
        createdDateTime: {type: string}
        otherDetails: {type: object}
    EmailResponse:
      type: object
      properties:
        orderId: {type: string}
        createdDateTime: {type: string}
        subject: {type: string}
        email_content: {type: string}
        FromAddress: {type: string}
        ToAddress: {type: string}
        CCAddress: {type: string}
`;
